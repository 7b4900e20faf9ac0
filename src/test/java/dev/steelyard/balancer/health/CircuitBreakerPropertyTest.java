package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.health.CircuitBreaker.State;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds of a circuit breaker whatever happens to it.
class CircuitBreakerPropertyTest {
  /// What can happen; the wait ends only while it is open.
  enum Step {
    BEGIN,
    SUCCEED,
    BE_SLOW,
    FAIL,
    CALL_OFF,
    WAIT
  }

  @Property(tries = 500)
  void itNeverTakesAnIllegalStep(
      @ForAll @Size(min = 1, max = 300) List<Step> steps,
      @ForAll @IntRange(min = 1, max = 20) int window,
      @ForAll @IntRange(min = 1, max = 25) int minimumCalls,
      @ForAll @DoubleRange(min = 0.01, max = 1) double failureRate,
      @ForAll @DoubleRange(min = 0.01, max = 1) double slowCallRate,
      @ForAll @IntRange(min = 1, max = 5) int trialCalls) {
    var second = Duration.ofSeconds(1);
    var breaker =
        new CircuitBreaker(
            new CircuitBreakerSettings(
                window, minimumCalls, failureRate, slowCallRate, second, second, trialCalls));
    int endedInState = 0;
    int begunInTrial = 0;
    for (Step step : steps) {
      State before = breaker.state();
      boolean permitted = breaker.permits();
      boolean ends = step == Step.SUCCEED || step == Step.BE_SLOW || step == Step.FAIL;
      endedInState += ends ? 1 : 0;
      switch (step) {
        case BEGIN -> {
          if (permitted) {
            begunInTrial++;
            breaker.began();
          }
        }
        case SUCCEED -> breaker.ended(false, 0);
        case BE_SLOW -> breaker.ended(false, second.toNanos() + 1);
        case FAIL -> breaker.ended(true, 0);
        case CALL_OFF -> {
          begunInTrial = Math.max(0, begunInTrial - 1);
          breaker.abandoned();
        }
        case WAIT -> {
          if (before == State.OPEN) {
            breaker.beginTrial();
          }
        }
      }
      State after = breaker.state();
      if (after != before) {
        switch (before) {
          case CLOSED -> {
            assertThat(after).isEqualTo(State.OPEN);
            assertThat(endedInState).isGreaterThanOrEqualTo(Math.min(minimumCalls, window));
          }
          case OPEN -> assertThat(after).isEqualTo(State.HALF_OPEN);
          case HALF_OPEN -> assertThat(endedInState).isEqualTo(Math.min(minimumCalls, trialCalls));
        }
        assertThat(ends || before == State.OPEN).isTrue();
        endedInState = 0;
        begunInTrial = 0;
      }
      assertThat(breaker.permits())
          .isEqualTo(
              after == State.CLOSED || (after == State.HALF_OPEN && begunInTrial < trialCalls));
    }
  }
}
