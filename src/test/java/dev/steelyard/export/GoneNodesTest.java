package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.run.Observer;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoneNodesTest {
  private final MetricsEndpoint endpoint = new MetricsEndpoint("1.2.3");

  @Test
  void figuresOfANodeThatIsGoneGoToo() throws Exception {
    try (var open = endpoint.open(Runs.anyPort())) {
      Observer figures = endpoint.of(Runs.eventful());
      Frame last =
          new VirtualRunner(scenario -> figures)
              .run(Runs.eventful(), progress -> {}, () -> false)
              .lastFrame();
      Exposition before = Exposition.scrape(open.port());

      figures.saw(without("b", last));

      Exposition after = Exposition.scrape(open.port());
      assertThat(before.samples()).anyMatch(GoneNodesTest::isOfB);
      assertThat(after.samples()).noneMatch(GoneNodesTest::isOfB);
      assertThat(after.count("steelyard_attempts_total", "node", "a"))
          .isEqualTo(before.count("steelyard_attempts_total", "node", "a"));
      assertThat(after.count("steelyard_requests_total"))
          .isEqualTo(before.count("steelyard_requests_total"));
    }
  }

  @Test
  void aNodeIsGoneWhenTheLastBalancerHasLetItGo() throws Exception {
    Scenario two =
        Runs.scenario(
            """
            {
              "version": 1,
              "duration": "2s",
              "nodes": [{"id": "a"}, {"id": "b"}],
              "traffic": {"shape": {"type": "steady", "rate": 50}},
              "balancer": {"strategy": "random", "count": 2}
            }
            """);
    try (var open = endpoint.open(Runs.anyPort())) {
      Observer figures = endpoint.of(two);
      Frame last =
          new VirtualRunner(scenario -> figures).run(two, progress -> {}, () -> false).lastFrame();

      figures.on(new Event.MemberLeft(1, "b"));
      figures.saw(last);
      assertThat(Exposition.scrape(open.port()).samples()).anyMatch(GoneNodesTest::isOfB);

      figures.on(new Event.MemberLeft(2, "b"));
      figures.saw(last);
      assertThat(Exposition.scrape(open.port()).samples()).noneMatch(GoneNodesTest::isOfB);

      figures.on(new Event.MemberJoined(3, "b", 1));
      figures.on(new Event.NodeStateChanged(4, "b", NodeState.WARMING_UP, NodeState.UP, ""));
      figures.saw(last);
      Exposition back = Exposition.scrape(open.port());
      assertThat(back.of("steelyard_node_state", "node", "b")).isNotEmpty();
      assertThat(back.of("steelyard_attempts_total", "node", "b")).isEmpty();
      assertThat(back.count("steelyard_node_transitions_total", "node", "b")).isEqualTo(1);

      // It had no attempt since it came back, and goes all the same.
      figures.on(new Event.MemberLeft(5, "b"));
      figures.saw(last);
      assertThat(Exposition.scrape(open.port()).samples()).noneMatch(GoneNodesTest::isOfB);
    }
  }

  private static boolean isOfB(Exposition.Sample sample) {
    return "b".equals(sample.labels().get("node"));
  }

  private static Frame without(String node, Frame frame) {
    List<NodeFrame> others =
        frame.nodes().stream().filter(found -> !found.id().equals(node)).toList();
    return new Frame(
        frame.atNanos(),
        frame.books(),
        frame.lastSecond(),
        frame.lastTen(),
        frame.run(),
        others,
        frame.panic(),
        frame.generatorLagNanos(),
        frame.history(),
        frame.log());
  }
}
