package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A retry storm does not end when its cause does, and a retry budget ends it.
///
/// Three nodes can serve 300 requests a second and get 200. For three seconds they are five times
/// slower. Requests time out while they wait, each is tried three times, and the nodes work on for
/// clients that have given up. So 600 attempts a second keep 300 a second busy for ever: the system
/// has a second stable state, in which it does only useless work.
///
/// Source: Bronson, Aghayev, Charapko and Zhu, _Metastable Failures in Distributed Systems_ (2021).
class RetryStormOutlastsItsCauseTest {
  private static final Duration TRIGGER = Duration.ofSeconds(10);
  private static final Duration TRIGGER_ENDS = Duration.ofSeconds(13);
  private static final RetrySettings THREE_ATTEMPTS = RetrySettings.DEFAULTS;

  @Test
  void withoutACauseTheRetriesAreHarmless() throws Exception {
    Frame last = play(Scenarios.lasting(scenario(THREE_ATTEMPTS), Duration.ZERO, TRIGGER));

    assertThat(last.books().failed()).isZero();
    assertThat(last.books().retries()).isLessThan(last.books().first() / 100);
  }

  @Test
  void almostAMinuteAfterTheCauseNothingSucceedsYet() throws Exception {
    Frame last = play(scenario(THREE_ATTEMPTS));

    assertThat(last.lastTen().first()).isGreaterThan(1_800);
    assertThat(last.lastTen().retries()).isGreaterThan(2 * 1_800);
    assertThat(last.lastTen().succeeded()).isZero();
    assertThat(last.nodes()).allMatch(node -> node.working() == 1 && node.queued() > 1_000);
  }

  @Test
  void aBudgetLetsTheSystemRecover() throws Exception {
    var budget = new BudgetSettings(0.1, 1, Duration.ofSeconds(10));

    Frame last = play(scenario(THREE_ATTEMPTS.withLimit(Optional.of(budget))));

    assertThat(last.books().failed()).isPositive(); // The budget prevents the storm, not the cause.
    assertThat(last.lastTen().failed()).isZero();
    assertThat(last.lastTen().succeeded()).isGreaterThan(1_800);
  }

  @Test
  void itIsTheRetriesThatKeepTheStormAlive() throws Exception {
    Frame last = play(scenario(new RetrySettings(1, false)));

    assertThat(last.lastTen().failed()).isZero();
  }

  private static Scenario scenario(RetrySettings retry) {
    Scenario plain =
        Scenarios.lasting(
            Scenarios.plain(3, 200, new Exponential(Duration.ofMillis(10))),
            Duration.ZERO,
            Duration.ofSeconds(70));
    return Scenarios.with(
        plain.withBalancer(
            plain.balancer().withTimeout(Duration.ofMillis(300)).withRetry(Optional.of(retry))),
        slow("a"),
        slow("b"),
        slow("c"));
  }

  private static PlannedFault slow(String node) {
    return new PlannedFault(
        node, TRIGGER, Optional.of(TRIGGER_ENDS), new Fault(new Effect.Slow(5), Scope.TRAFFIC));
  }

  private static Frame play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).lastFrame();
  }
}
