package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Presence;
import dev.steelyard.run.Observer;
import dev.steelyard.run.VirtualRunner;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Node b leaves after a run, and comes back.
class GoneNodesTest {
  private final MetricsEndpoint endpoint = new MetricsEndpoint("1.2.3");
  private MetricsEndpoint.OpenPort open;
  private Observer figures;
  private Frame last;
  private Exposition before;

  @BeforeEach
  void play() throws Exception {
    open = endpoint.open(Runs.anyPort());
    figures = endpoint.of(Runs.eventful());
    last =
        new VirtualRunner(scenario -> figures)
            .run(Runs.eventful(), progress -> {}, () -> false)
            .lastFrame();
    before = Exposition.scrape(open.port());
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void allThatIsToldOfANodeThatLeftGoes() throws Exception {
    figures.saw(withB(new Presence(0, true)));

    Exposition after = Exposition.scrape(open.port());
    assertThat(before.samples()).anyMatch(GoneNodesTest::isOfB);
    assertThat(after.samples()).noneMatch(GoneNodesTest::isOfB);
    assertThat(after.count("steelyard_attempts_total", "node", "a"))
        .isEqualTo(before.count("steelyard_attempts_total", "node", "a"));
    assertThat(after.count("steelyard_requests_total"))
        .isEqualTo(before.count("steelyard_requests_total"));
  }

  @Test
  void itStaysWhileABalancerHasIt() throws Exception {
    figures.saw(withB(new Presence(1, false)));

    assertThat(Exposition.scrape(open.port()).count("steelyard_attempts_total", "node", "b"))
        .isEqualTo(before.count("steelyard_attempts_total", "node", "b"))
        .isPositive();
  }

  @Test
  void oneThatComesBackBeginsAtZeroAndMayGoAgain() throws Exception {
    figures.saw(withB(new Presence(0, false)));
    figures.on(new Event.NodeStateChanged(1, "b", NodeState.WARMING_UP, NodeState.UP, ""));
    figures.saw(withB(new Presence(1, true)));

    Exposition back = Exposition.scrape(open.port());
    assertThat(back.of("steelyard_node_state", "node", "b")).isNotEmpty();
    assertThat(back.of("steelyard_attempts_total", "node", "b")).isEmpty();
    assertThat(back.count("steelyard_node_transitions_total", "node", "b")).isEqualTo(1);

    figures.saw(withB(new Presence(0, true)));
    assertThat(Exposition.scrape(open.port()).samples()).noneMatch(GoneNodesTest::isOfB);
  }

  private static boolean isOfB(Exposition.Sample sample) {
    return "b".equals(sample.labels().get("node"));
  }

  private Frame withB(Presence presence) {
    List<NodeFrame> nodes =
        last.nodes().stream()
            .map(node -> node.id().equals("b") ? with(node, presence) : node)
            .toList();
    return new Frame(
        last.atNanos(),
        last.books(),
        last.lastSecond(),
        last.lastTen(),
        last.run(),
        nodes,
        last.panic(),
        last.generatorLagNanos(),
        last.history(),
        last.log());
  }

  private static NodeFrame with(NodeFrame node, Presence presence) {
    return new NodeFrame(
        node.id(),
        node.weight(),
        node.expectedShare(),
        presence,
        node.belief(),
        node.reason(),
        node.truth(),
        node.faults(),
        node.workers(),
        node.inFlight(),
        node.working(),
        node.queued(),
        node.connections(),
        node.lastSecond(),
        node.lastTen(),
        node.run());
  }
}
