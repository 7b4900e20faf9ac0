package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.steelyard.balancer.health.CircuitBreaker.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {
  private static final long MILLI = 1_000_000;

  private final CircuitBreaker breaker = new CircuitBreaker(CircuitBreakerSettings.CLASSROOM);

  @Test
  void itStaysClosedBeforeEnoughCallsHaveEnded() {
    fail(breaker, 4);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    fail(breaker, 1);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.reason()).isEqualTo("5 of the last 5 calls failed");
  }

  @Test
  void aFailureRateThatReachesTheThresholdOpensIt() {
    succeed(breaker, 5);
    fail(breaker, 4);
    assertThat(breaker.state()).isEqualTo(State.CLOSED); // 4 of 9.

    fail(breaker, 1);
    assertThat(breaker.state()).isEqualTo(State.OPEN); // 5 of 10.
  }

  @Test
  void onlyTheLastCallsOfTheWindowCount() {
    succeed(breaker, 100);
    fail(breaker, 9);
    assertThat(breaker.state()).isEqualTo(State.CLOSED); // 9 of the last 20.

    fail(breaker, 1);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.reason()).isEqualTo("10 of the last 20 calls failed");
  }

  @Test
  void aCallIsSlowOnlyIfItTookLongerThanTheThreshold() {
    call(breaker, 4, false, 501 * MILLI);
    call(breaker, 1, false, 500 * MILLI);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    call(breaker, 20, false, 500 * MILLI + 1);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.reason()).isEqualTo("20 of the last 20 calls were slow");
  }

  @Test
  void whileItIsOpenNothingGetsThroughAndWhatEndsChangesNothing() {
    fail(breaker, 5);
    succeed(breaker, 100);

    assertThat(breaker.permits()).isFalse();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void asManyTrialCallsGetThroughAsAreAllowed() {
    fail(breaker, 5);
    breaker.beginTrial();

    for (int i = 0; i < 3; i++) {
      assertThat(breaker.permits()).isTrue();
      breaker.began();
    }
    assertThat(breaker.permits()).isFalse();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
  }

  @ParameterizedTest
  @CsvSource({"0, CLOSED, 0 of 3", "1, CLOSED, 1 of 3", "2, OPEN, 2 of 3", "3, OPEN, 3 of 3"})
  void theTrialIsDecidedByItsOwnRateWhenAllOfItHasEnded(int failed, State after, String words) {
    fail(breaker, 5);
    breaker.beginTrial();
    for (int i = 0; i < 3; i++) {
      breaker.began();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      breaker.ended(i < failed, MILLI);
    }

    assertThat(breaker.state()).isEqualTo(after);
    assertThat(breaker.reason()).isEqualTo(words + " trial calls failed");
  }

  @Test
  void afterATrialThatWentWellTheWindowIsEmpty() {
    fail(breaker, 5);
    breaker.beginTrial();
    succeed(breaker, 3);

    fail(breaker, 4);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    fail(breaker, 1);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aCallFromBeforeTheOpeningCountsInTheStateInWhichItEnds() {
    fail(breaker, 5);
    breaker.beginTrial();

    fail(breaker, 2); // Under way since long before; no trial call has begun yet.
    breaker.began();
    succeed(breaker, 1);

    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aTrialCallThatIsCalledOffGivesItsPlaceBackButNeverMore() {
    fail(breaker, 5);
    breaker.beginTrial();
    for (int i = 0; i < 3; i++) {
      breaker.began();
    }

    breaker.abandoned();
    assertThat(breaker.permits()).isTrue();
    for (int i = 0; i < 9; i++) {
      breaker.abandoned();
    }
    for (int i = 0; i < 3; i++) {
      breaker.began();
    }
    assertThat(breaker.permits()).isFalse();
  }

  @Test
  void fewerMinimumCallsThanTrialCallsDecideTheTrialEarlier() {
    var settings =
        new CircuitBreakerSettings(10, 2, 0.5, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 5);
    var early = new CircuitBreaker(settings);
    fail(early, 2);
    early.beginTrial();

    succeed(early, 2);

    assertThat(early.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aMinimumBeyondTheWindowCountsAsTheWindow() {
    var settings =
        new CircuitBreakerSettings(4, 9, 0.5, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 3);
    var small = new CircuitBreaker(settings);

    fail(small, 3);
    assertThat(small.state()).isEqualTo(State.CLOSED);
    fail(small, 1);
    assertThat(small.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aTrialBeginsOnlyFromOpen() {
    assertThatIllegalStateException().isThrownBy(breaker::beginTrial);
    fail(breaker, 5);
    breaker.beginTrial();
    assertThatIllegalStateException().isThrownBy(breaker::beginTrial);
  }

  private static void succeed(CircuitBreaker breaker, int count) {
    call(breaker, count, false, MILLI);
  }

  private static void fail(CircuitBreaker breaker, int count) {
    call(breaker, count, true, MILLI);
  }

  private static void call(CircuitBreaker breaker, int count, boolean failed, long nanos) {
    for (int i = 0; i < count; i++) {
      breaker.ended(failed, nanos);
    }
  }
}
