package dev.steelyard.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final long MILLI = 1_000_000;
  private static final Duration BASE = Duration.ofMillis(100);
  private static final Duration CAP = Duration.ofSeconds(1);
  private static final int MANY = 20_000;

  @Test
  void noneIsAtOnce() {
    assertThat(schedule(BackoffSettings.NONE, 9)).containsOnly(0);
  }

  @Test
  void fixedIsAlwaysTheSame() {
    assertThat(schedule(new Fixed(BASE, Jitter.NONE), 9)).containsOnly(100 * MILLI);
  }

  @Test
  void exponentialDoublesUpToTheCap() {
    assertThat(schedule(new Exponential(BASE, CAP, Jitter.NONE), 7))
        .containsExactly(
            100 * MILLI,
            200 * MILLI,
            400 * MILLI,
            800 * MILLI,
            1_000 * MILLI,
            1_000 * MILLI,
            1_000 * MILLI);
  }

  @Test
  void exponentialNeverOverflows() {
    var settings = new Exponential(BackoffSettings.LONGEST, BackoffSettings.LONGEST, Jitter.NONE);
    for (int retry = 0; retry < 200; retry++) {
      assertThat(backoff(settings).waitNanos(retry, 0)).isEqualTo(60_000 * MILLI);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "1, 200", "3, 800", "6, 1000"})
  void fullJitterIsUniformFromZero(int retry, long wait) {
    long[] waits = draws(new Exponential(BASE, CAP, Jitter.FULL), retry);

    assertUniform(waits, 0, wait * MILLI);
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "1, 200", "3, 800", "6, 1000"})
  void equalJitterIsUniformInTheUpperHalf(int retry, long wait) {
    long[] waits = draws(new Exponential(BASE, CAP, Jitter.EQUAL), retry);

    assertUniform(waits, wait * MILLI / 2, wait * MILLI);
  }

  @Test
  void fixedWaitsTakeJitterToo() {
    assertUniform(draws(new Fixed(BASE, Jitter.FULL), 5), 0, 100 * MILLI);
    assertUniform(draws(new Fixed(BASE, Jitter.EQUAL), 5), 50 * MILLI, 100 * MILLI);
  }

  @ParameterizedTest
  @CsvSource({"0, 300", "100, 300", "250, 750", "50, 300"})
  void decorrelatedJitterIsUniformFromTheBaseToThreeTimesTheWaitBefore(long last, long most) {
    Backoff backoff = backoff(new Exponential(BASE, CAP, Jitter.DECORRELATED));
    long[] waits = LongStream.range(0, MANY).map(i -> backoff.waitNanos(1, last * MILLI)).toArray();

    assertUniform(waits, 100 * MILLI, most * MILLI);
  }

  /// Of U(100, 3000) ms, 2000 of 2900 are above the cap; a `Retry-After` of a minute counts as the
  /// cap and changes nothing.
  @ParameterizedTest
  @CsvSource({"1000", "60000"})
  void decorrelatedJitterStaysUnderTheCap(long last) {
    Backoff backoff = backoff(new Exponential(BASE, CAP, Jitter.DECORRELATED));
    long[] waits = LongStream.range(0, MANY).map(i -> backoff.waitNanos(1, last * MILLI)).toArray();

    assertThat(Arrays.stream(waits).max()).hasValue(1_000 * MILLI);
    double atCap = Arrays.stream(waits).filter(wait -> wait == 1_000 * MILLI).count();
    assertThat(atCap / MANY).isCloseTo(2_000 / 2_900.0, within(0.02));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0S | PT1S  | base: PT0S must be from PT0.001S to PT1M",
        "PT2M | PT2M  | base: PT2M must be from PT0.001S to PT1M",
        "PT2S | PT1S  | cap: PT1S must be from PT2S to PT1M",
        "PT2S | PT61S | cap: PT1M1S must be from PT2S to PT1M"
      })
  void whatIsOutOfRangeIsRefused(Duration base, Duration cap, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exponential(base, cap, Jitter.NONE))
        .withMessage(message);
  }

  @Test
  void fixedWaitsCannotBeDecorrelated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fixed(BASE, Jitter.DECORRELATED))
        .withMessageContaining("jitter: decorrelated must be none, full or equal");
  }

  /// All within the bounds, the ends nearly reached, the mean within 2 %: 3.5 standard errors of
  /// the widest.
  private static void assertUniform(long[] waits, long least, long most) {
    double range = most - least;
    assertThat(Arrays.stream(waits).min().orElseThrow())
        .isBetween(least, least + Math.round(range / 1_000));
    assertThat(Arrays.stream(waits).max().orElseThrow())
        .isBetween(most - Math.round(range / 1_000), most);
    double mean = Arrays.stream(waits).average().orElseThrow();
    assertThat((mean - least) / range).isCloseTo(0.5, within(0.01));
  }

  private static long[] schedule(BackoffSettings settings, int retries) {
    Backoff backoff = backoff(settings);
    return LongStream.range(0, retries).map(i -> backoff.waitNanos((int) i, 0)).toArray();
  }

  private static long[] draws(BackoffSettings settings, int retry) {
    Backoff backoff = backoff(settings);
    return LongStream.range(0, MANY).map(i -> backoff.waitNanos(retry, 0)).toArray();
  }

  private static Backoff backoff(BackoffSettings settings) {
    return new Backoff(settings, new Seeds(1).stream("retry"));
  }
}
