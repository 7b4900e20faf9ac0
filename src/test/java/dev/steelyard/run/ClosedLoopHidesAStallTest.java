package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A load generator that waits for each answer hides a stall; one that sends on time and measures
/// from when it should have sent shows it (coordinated omission).
///
/// One node answers in a millisecond and stands still once, for a second out of ten. A hundred
/// requests a second come to it, from a user who waits for its answers or from many who do not.
///
/// Source: Gil Tene, _How NOT to Measure Latency_ (2013).
class ClosedLoopHidesAStallTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aUserWhoWaitsMeetsTheStallOnce() throws Exception {
    Latency latency = play(new Arrivals.Closed(1, new Fixed(Duration.ofMillis(9)))).latency();

    assertThat(latency.count()).isBetween(880L, 920L);
    assertThat(latency.p99Nanos()).isLessThan(2 * MILLI);
    assertThat(latency.maxNanos()).isGreaterThan(990 * MILLI);
  }

  @Test
  void ofTheRequestsThatComeAnywayATenthMeetsIt() throws Exception {
    Latency latency = play(Arrivals.CONSTANT).latency();

    assertThat(latency.count()).isBetween(995L, 1_000L);
    // Those that came during the stall waited for the rest of it, 1 s to 0 s.
    assertThat(latency.p90Nanos()).isBetween(50 * MILLI, 150 * MILLI);
    assertThat(latency.p99Nanos()).isBetween(850 * MILLI, 950 * MILLI);
  }

  private static Summary play(Arrivals arrivals) throws RunFailedException {
    Scenario plain = Scenarios.plain(1, 100, new Fixed(Duration.ofMillis(1)));
    return new VirtualRunner()
        .run(
            Scenarios.with(
                plain.withTraffic(plain.traffic().withArrivals(arrivals)),
                new PlannedFault(
                    "a",
                    Duration.ofSeconds(5),
                    Optional.of(Duration.ofMillis(5_050)),
                    new Fault(new Effect.Slow(1_000), Scope.TRAFFIC))),
            progress -> {},
            () -> false)
        .summary();
  }
}
