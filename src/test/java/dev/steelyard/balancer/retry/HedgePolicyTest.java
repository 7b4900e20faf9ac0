package dev.steelyard.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HedgePolicyTest {
  @Test
  void aGivenDelayIsKeptWhateverComes() {
    var policy = new HedgePolicy(new AfterDelay(Duration.ofMillis(50)));
    policy.attemptEnded(Answer.OK, 1);

    assertThat(policy.delayNanos()).isEqualTo(50_000_000);
  }

  @Test
  void untilTheWindowIsFullThereIsNoHedge() {
    var policy = new HedgePolicy(new AtPercentile(0.95, 20));
    for (int i = 1; i < 20; i++) {
      policy.attemptEnded(Answer.OK, i);
      assertThat(policy.delayNanos()).isEqualTo(HedgePolicy.NEVER);
    }
    policy.attemptEnded(Answer.OK, 20);

    assertThat(policy.delayNanos()).isEqualTo(19); // 19 of 20 took at most so long.
  }

  @Test
  void whatFailsByItselfSaysNothingOfHowLongAnswersTake() {
    var policy = new HedgePolicy(new AtPercentile(0.5, 20));
    for (int i = 0; i < 20; i++) {
      policy.attemptEnded(Answer.OK, 100);
    }
    for (Outcome outcome : new Outcome[] {Failure.REFUSED, Failure.RESET, Answer.UNAVAILABLE}) {
      for (int i = 0; i < 20; i++) {
        policy.attemptEnded(outcome, 1);
      }
    }

    assertThat(policy.delayNanos()).isEqualTo(100);
  }

  /// Latencies of 1 to 100, each as often as the other. What lasts longer than the delay is called
  /// off 2 later, when its hedge was answered. Left out, the delay would shrink again and again.
  @Test
  void whatIsCalledOffKeepsThePercentileWhereItIs() {
    var policy = new HedgePolicy(new AtPercentile(0.9, 100));
    for (int i = 0; i < 10_000; i++) {
      long delay = policy.delayNanos();
      long latency = 1 + i * 37L % 100;
      if (delay != HedgePolicy.NEVER && latency > delay + 2) {
        policy.attemptEnded(Failure.CANCELLED, delay + 2);
      } else {
        policy.attemptEnded(Answer.OK, latency);
      }
    }

    assertThat(policy.delayNanos()).isEqualTo(90);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 20", "0.95, 200", "0.999, 20", "0.999, 1000", "0.9, 333"})
  void thePercentileIsTheNearestRankOfTheWindow(double percentile, int window) {
    var recent = new RecentLatencies(percentile, window);
    var random = new SplittableRandom(window);
    Deque<Long> last = new ArrayDeque<>();
    for (int i = 0; i < 5_000; i++) {
      long nanos = random.nextLong(50); // Many are equal.
      recent.add(nanos);
      last.add(nanos);
      if (last.size() > window) {
        last.remove();
      }
      if (last.size() == window && i % 37 == 0) {
        long expected =
            last.stream().sorted().skip((int) Math.ceil(percentile * window) - 1).toList().get(0);
        assertThat(recent.percentileNanos()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.49   | 200  | percentile: 0.49 must be from 0.5 to 0.999",
        "0.9991 | 200  | percentile: 0.9991 must be from 0.5 to 0.999",
        "NaN    | 200  | percentile: NaN must be from 0.5 to 0.999",
        "0.95   | 19   | window: 19 must be from 20 to 1000",
        "0.95   | 1001 | window: 1001 must be from 20 to 1000"
      })
  void whatIsOutOfRangeIsRefused(double percentile, int window, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AtPercentile(percentile, window))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"-PT1S", "PT1H0.1S"})
  void delaysOutOfRangeAreRefused(Duration after) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AfterDelay(after))
        .withMessage("after: %s must be from PT0S to PT1H", after);
  }
}
