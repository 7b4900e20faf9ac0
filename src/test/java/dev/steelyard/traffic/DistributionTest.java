package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SAMPLES = 100_000;

  @Test
  void fixedIsAlwaysTheSameAndDrawsNothing() {
    var fixed = new Distribution.Fixed(Duration.ofMillis(20));
    RandomGenerator none =
        () -> {
          throw new AssertionError("a fixed value needs no chance");
        };

    assertThat(fixed.sample(none)).isEqualTo(20_000_000);
    assertThat(fixed.meanNanos()).isEqualTo(20_000_000);
    assertThat(fixed.type()).isEqualTo("fixed");
  }

  @Test
  void uniformReachesBothBoundsAndEverythingBetweenAndNothingElse() {
    var uniform = new Distribution.Uniform(Duration.ofNanos(5), Duration.ofNanos(9));
    RandomGenerator random = new Seeds(1).stream("work");
    Set<Long> seen = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(uniform.sample(random));
    }

    assertThat(seen).containsExactly(5L, 6L, 7L, 8L, 9L);
    assertThat(uniform.meanNanos()).isEqualTo(7);
    assertThat(uniform.type()).isEqualTo("uniform");
  }

  @Test
  void uniformHasItsMean() {
    var uniform = new Distribution.Uniform(Duration.ofMillis(100), Duration.ofMillis(300));

    // Its deviation is 200 ms / sqrt(12); 4 standard errors.
    assertMean(uniform, 200e6, 4 * 200e6 / Math.sqrt(12) / Math.sqrt(SAMPLES));
  }

  @Test
  void uniformBetweenEqualBoundsIsFixed() {
    var uniform = new Distribution.Uniform(SECOND, SECOND);

    assertThat(uniform.sample(new Seeds(1).stream("work"))).isEqualTo(1_000_000_000);
  }

  @Test
  void exponentialHasItsMeanAndForgets() {
    var exponential = new Distribution.Exponential(Duration.ofMillis(20));

    assertThat(exponential.meanNanos()).isEqualTo(20e6);
    assertThat(exponential.type()).isEqualTo("exponential");
    // Its deviation is its mean; 4 standard errors.
    assertMean(exponential, 20e6, 4 * 20e6 / Math.sqrt(SAMPLES));
    List<Long> samples = samples(exponential);
    for (int means = 1; means <= 3; means++) {
      double longer = 20e6 * means;
      double share = (double) samples.stream().filter(x -> x > longer).count() / SAMPLES;
      double expected = Math.exp(-means);
      assertThat(share).isBetween(expected * 0.95, expected * 1.05);
    }
  }

  /// The generator gives numbers from 0 up to, but not with, 1.
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void exponentialIsNeitherNegativeNorEndlessAtTheEndsOfChance(long bits) {
    var exponential = new Distribution.Exponential(SECOND);

    assertThat(exponential.sample(() -> bits)).isBetween(0L, 40_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.000000001S", "PT1H0.000000001S", "P200000D"})
  void durationsOutOfRangeAreRefused(Duration duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Fixed(duration))
        .withMessage("value: %s must be from PT0S to PT1H", duration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Exponential(duration))
        .withMessage("mean: %s must be from PT0S to PT1H", duration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Uniform(duration, SECOND))
        .withMessage("from: %s must be from PT0S to PT1H", duration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Uniform(SECOND, duration))
        .withMessage("to: %s must be from PT1S to PT1H", duration);
  }

  @Test
  void uniformMustNotEndBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Uniform(SECOND, Duration.ZERO))
        .withMessage("to: PT0S must be from PT1S to PT1H");
  }

  @Test
  void nothingAtAllIsAllowed() {
    RandomGenerator random = new Seeds(1).stream("work");

    assertThat(new Distribution.Fixed(Duration.ZERO).sample(random)).isZero();
    assertThat(new Distribution.Exponential(Duration.ZERO).sample(random)).isZero();
    assertThat(new Distribution.Uniform(Duration.ZERO, Duration.ZERO).sample(random)).isZero();
  }

  private static void assertMean(Distribution distribution, double mean, double within) {
    double measured = samples(distribution).stream().mapToLong(x -> x).average().orElseThrow();

    assertThat(measured).as("mean with seed 1").isBetween(mean - within, mean + within);
  }

  private static List<Long> samples(Distribution distribution) {
    RandomGenerator random = new Seeds(1).stream("work");
    return LongStream.generate(() -> distribution.sample(random)).limit(SAMPLES).boxed().toList();
  }
}
