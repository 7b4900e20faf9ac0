package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals.Closed;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users who wait for their answers, in virtual time.
class ClosedArrivalsTest {
  /// N = X (R + Z) holds whatever the distributions, the nodes and the strategy are. The measured
  /// time is long enough for what is cut off at its ends not to count.
  @ParameterizedTest
  @CsvSource({"1,1,50", "10,1,100", "40,3,100", "25,2,0"})
  void interactiveResponseTimeLawHolds(int users, int nodes, long thinkMillis) throws Exception {
    Summary summary = play(closed(nodes, users, exponential(thinkMillis)));

    double response = summary.latency().meanNanos() / 1e9;
    double think = thinkMillis / 1e3;
    assertThat(summary.requests().perSecond() * (response + think))
        .isCloseTo(users, within(users * 0.02));
    assertThat(summary.requests().failed()).isZero();
  }

  /// One node with N exponential users is the machine repairman, M/M/1//N: P(n) is in proportion to
  /// N! / (N - n)! (S / Z)^n, and the throughput is the part of the time in which it is busy.
  @Test
  void oneNodeServesAsTheMachineRepairmanDoes() throws Exception {
    int users = 10;
    double work = 0.010;
    double think = 0.100;
    double weight = 1;
    double sum = 1;
    for (int n = 1; n <= users; n++) {
      weight *= (users - n + 1) * work / think;
      sum += weight;
    }
    double throughput = (1 - 1 / sum) / work;

    Summary summary = play(closed(1, users, exponential(100)));

    assertThat(summary.requests().perSecond()).isCloseTo(throughput, within(throughput * 0.01));
    assertThat(summary.latency().meanNanos() / 1e9)
        .isCloseTo(users / throughput - think, within(0.001));
    assertThat(summary.nodes().getFirst().utilization()).isCloseTo(1 - 1 / sum, within(0.01));
  }

  /// Coordinated omission: a node that stands still for a second meets the same rate from users who
  /// wait and from users who do not. Those who wait hardly notice, and it is not because the pause
  /// was harmless.
  @Test
  void closedLoopHidesTheLatencyOfAPause() throws Exception {
    Scenario plain = Scenarios.plain(1, 100, new Fixed(Duration.ofMillis(1)));
    Scenario waiting =
        plain.withTraffic(
            plain.traffic().withArrivals(new Closed(1, new Fixed(Duration.ofMillis(9)))));
    PlannedFault pause =
        new PlannedFault(
            "a",
            Duration.ofSeconds(5),
            Optional.of(Duration.ofSeconds(6)),
            new Fault(new Effect.Slow(1_000), Scope.TRAFFIC));

    Summary open = play(Scenarios.with(plain, pause));
    Summary closed = play(Scenarios.with(waiting, pause));

    assertThat(open.requests().generated()).isBetween(900L, 1_100L);
    assertThat(closed.requests().generated()).isBetween(800L, 1_000L);
    assertThat(closed.latency().maxNanos()).isGreaterThan(900_000_000L); // It was hit as well,
    assertThat(closed.latency().p99Nanos()).isLessThan(2_000_000L); // but says nothing of it.
    assertThat(open.latency().p99Nanos()).isGreaterThan(800_000_000L);
    assertThat(open.latency().p90Nanos()).isGreaterThan(50_000_000L);
  }

  /// The law and the books also hold if requests fail: a user takes a failure for an answer.
  @Test
  void usersGoOnAfterFailures() throws Exception {
    Scenario scenario = closed(2, 10, exponential(100));
    Summary summary =
        play(
            Scenarios.with(
                Scenarios.lasting(scenario, Duration.ZERO, Duration.ofSeconds(100)),
                new PlannedFault(
                    "a",
                    Duration.ofSeconds(0),
                    Optional.empty(),
                    new Fault(new Effect.Refuse(), Scope.TRAFFIC))));

    assertThat(summary.requests().failed())
        .isCloseTo(summary.requests().generated() / 2, within(2L));
    assertThat(summary.requests().inFlight()).isZero();
    assertThat(summary.requests().generated())
        .isEqualTo(summary.requests().succeeded() + summary.requests().failed());
    assertThat(summary.requests().perSecond()).isGreaterThan(80);
  }

  @Test
  void sameSeedGivesTheSameRun() throws Exception {
    Scenario scenario =
        Scenarios.lasting(
            closed(3, 20, exponential(50)), Duration.ofSeconds(1), Duration.ofSeconds(20));

    assertThat(play(scenario)).isEqualTo(play(scenario));
  }

  private static Scenario closed(int nodes, int users, Distribution think) {
    Scenario plain = Scenarios.plain(nodes, 0, new Exponential(Duration.ofMillis(10)));
    return Scenarios.lasting(
        plain.withTraffic(plain.traffic().withArrivals(new Closed(users, think))),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1_010));
  }

  private static Distribution exponential(long millis) {
    return new Exponential(Duration.ofMillis(millis));
  }

  private static Summary play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, frame -> {}, () -> false).summary();
  }
}
