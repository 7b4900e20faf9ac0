package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.metrics.Latency;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Round robin deals out requests evenly, not work. As long as all requests ask for the same work
/// that is the same; when they do not, a turn comes to nodes that are still busy with a long one.
///
/// Ten nodes at 80 % of what they can do, the same arrivals and the same work for each strategy.
class RoundRobinWithUnequalRequestsTest {
  private static final Duration MEAN = Duration.ofMillis(20);
  private static final Distribution EQUAL = new Fixed(MEAN);
  private static final Distribution UNEQUAL = new Exponential(MEAN);

  @Test
  void equalRequestsAreServedAsWellInTurnAsByLoad() throws Exception {
    long inTurn = latency(StrategyType.ROUND_ROBIN, EQUAL).p99Nanos();

    assertThat(inTurn)
        .isLessThanOrEqualTo(latency(StrategyType.LEAST_CONNECTIONS, EQUAL).p99Nanos());
    assertThat(inTurn).isLessThan(latency(StrategyType.POWER_OF_TWO, EQUAL).p99Nanos());
  }

  @Test
  void unequalRequestsWaitFarLongerInTurnThanByLoad() throws Exception {
    double inTurn = latency(StrategyType.ROUND_ROBIN, UNEQUAL).p99Nanos();

    assertThat(latency(StrategyType.LEAST_CONNECTIONS, UNEQUAL).p99Nanos() / inTurn)
        .isLessThan(0.6);
    assertThat(latency(StrategyType.POWER_OF_TWO, UNEQUAL).p99Nanos() / inTurn).isLessThan(0.8);
  }

  /// It is the wait that differs; the work of the slowest hundredth is the same for all.
  @Test
  void meanSuffersToo() throws Exception {
    double inTurn = latency(StrategyType.ROUND_ROBIN, UNEQUAL).meanNanos();

    assertThat(latency(StrategyType.LEAST_CONNECTIONS, UNEQUAL).meanNanos() / inTurn)
        .isLessThan(0.6);
  }

  private static Latency latency(StrategyType type, Distribution work) throws RunFailedException {
    Scenario plain =
        Scenarios.lasting(
            Scenarios.plain(10, 400, work), Duration.ofSeconds(10), Duration.ofSeconds(210));
    Scenario scenario = plain.withBalancer(plain.balancer().withStrategy(type.defaults()));
    return new VirtualRunner().run(scenario, frame -> {}, () -> false).summary().latency();
  }
}
