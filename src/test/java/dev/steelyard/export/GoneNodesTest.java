package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.run.Observer;
import dev.steelyard.run.VirtualRunner;
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
