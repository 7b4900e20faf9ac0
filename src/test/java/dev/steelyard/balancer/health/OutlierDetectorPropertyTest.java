package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds of ejection whatever the nodes answer.
class OutlierDetectorPropertyTest {
  private static final long MILLI = 1_000_000;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration BASE = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofMillis(900);

  @Property(tries = 200)
  void neverTooManyAreOutAndNoneForTooShortOrTooLong(
      @ForAll @IntRange(min = 1, max = 8) int nodes,
      @ForAll @DoubleRange(min = 0, max = 1) double maxEjected,
      @ForAll @Size(min = 50, max = 400) List<@IntRange(min = 0, max = 31) Integer> attempts) {
    var bench = new HealthBench(nodes);
    var settings =
        new OutlierSettings(
            2, INTERVAL, BASE, LONGEST, maxEjected, Optional.of(new SuccessRateSettings(2, 3, 1)));
    var detector =
        new OutlierDetector(Optional.of(settings), bench.timeline, bench.pool, bench.states);
    detector.start();

    for (int attempt : attempts) {
      bench.timeline.runUntil(bench.timeline.nanos() + 7 * MILLI);
      detector.attemptEnded(bench.node(attempt % nodes), attempt >= 16);
      assertThat(bench.out(Exclusion.EJECTED).size())
          .isLessThanOrEqualTo(settings.mostEjected(nodes));
    }
    bench.timeline.runUntil(bench.timeline.nanos() + LONGEST.plus(INTERVAL).toNanos());

    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
    for (int node = 0; node < nodes; node++) {
      assertLegal(bench, "n" + node);
    }
  }

  /// In, out, in, out, ...; each time out for the base time at least and the longest at most, to
  /// the next sweep.
  private static void assertLegal(HealthBench bench, String node) {
    long since = -1;
    for (Event event : bench.events) {
      if (event instanceof Event.NodeStateChanged(long at, String id, var from, var to, String _)
          && id.equals(node)) {
        if (to == NodeState.EJECTED) {
          assertThat(from).isEqualTo(NodeState.UP);
          since = at;
        } else {
          assertThat(from).isEqualTo(NodeState.EJECTED);
          assertThat(to).isEqualTo(NodeState.UP);
          assertThat(at - since).isBetween(BASE.toNanos(), LONGEST.plus(INTERVAL).toNanos());
        }
      }
    }
  }
}
