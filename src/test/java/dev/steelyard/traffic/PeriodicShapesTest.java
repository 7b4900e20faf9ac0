package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.traffic.Shape.Burst;
import dev.steelyard.traffic.Shape.Sine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shapes without an end.
class PeriodicShapesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  @ParameterizedTest
  @CsvSource({
    "100,0,20s",
    "100,50,20s",
    "100,100,20s",
    "0.01,0.01,24h",
    "500000,500000,1s",
    "3,2.999,1ms"
  })
  void sineIsInvertedToTheNanosecond(double mean, double amplitude, String period) {
    double seconds = seconds(period);
    var wave = new Wave(mean, amplitude, seconds);
    RandomGenerator random = new Seeds(5).stream("moments");
    for (int i = 0; i < 2_000; i++) {
      double from = random.nextDouble(3 * seconds);
      double amount = -Math.log1p(-random.nextDouble()) * (i % 2 == 0 ? 1 : mean * seconds * 2);

      double reach = wave.reach(from, amount);

      // The integral by its antiderivative, as it stands in every table.
      double grown = antiderivative(wave, from + reach) - antiderivative(wave, from);
      double nanosecond = 1e-9 * (mean + amplitude);
      double digits = 1e-13 * (mean * (from + reach) + mean * seconds);
      assertThat(grown)
          .as("from %s by %s", from, amount)
          .isCloseTo(amount, within(nanosecond + digits));
    }
  }

  @Test
  void sineAgreesWithASumOfThinStrips() {
    var wave = new Wave(100, 80, 10);
    double sum = 0;
    int strips = 1_000_000;
    for (int i = 0; i < strips; i++) {
      double at = 3 + 12.5 * (i + 0.5) / strips;
      sum += (100 + 80 * Math.sin(2 * Math.PI * at / 10)) * 12.5 / strips;
    }

    assertThat(wave.area(3, 15.5)).isCloseTo(sum, within(1e-6));
    assertThat(wave.reach(3, sum)).isCloseTo(12.5, within(1e-7));
  }

  @Test
  void sineBeginsAtTheMeanAndRises() {
    var pacer = new Pacer(new Sine(100, 100, Duration.ofSeconds(8)));

    // 100 t - 400 / pi (cos(pi t / 4) - 1): a quarter of the period holds 200 + 400 / pi.
    assertThat(pacer.expected(0, 2 * SECOND)).isCloseTo(200 + 400 / Math.PI, within(1e-9));
    assertThat(pacer.expected(0, 4 * SECOND)).isCloseTo(400 + 800 / Math.PI, within(1e-9));
    assertThat(pacer.expected(0, 8 * SECOND)).isCloseTo(800, within(1e-9));
    assertThat(pacer.due(0, 200 + 400 / Math.PI)).isBetween(2 * SECOND - 1, 2 * SECOND + 1);
  }

  @Test
  void sineThatTouchesNothingGoesOnAfterwards() {
    var pacer = new Pacer(new Sine(1, 1, Duration.ofSeconds(4)));
    List<Long> due = metronome(pacer, 400 * SECOND);

    assertThat(due).hasSizeBetween(399, 400).isSorted();
  }

  @Test
  void sineOfNoRateAtAllIsNeverDue() {
    assertThat(new Pacer(new Sine(0, 0, Duration.ofSeconds(4))).due(0, 1)).isEqualTo(Pacer.NEVER);
  }

  @Test
  void burstsComeEverySoOften() {
    var pacer = new Pacer(new Burst(10, Duration.ofMillis(250), Duration.ofSeconds(2), 0));

    // Two and a half in each burst.
    assertThat(metronome(pacer, 5 * SECOND))
        .containsExactly(
            100_000_000L,
            200_000_000L,
            2 * SECOND + 50_000_000,
            2 * SECOND + 150_000_000,
            2 * SECOND + 250_000_000,
            4 * SECOND + 100_000_000,
            4 * SECOND + 200_000_000);
  }

  @Test
  void betweenBurstsThereMayBeARateToo() {
    var pacer = new Pacer(new Burst(4, Duration.ofSeconds(1), Duration.ofSeconds(3), 1));

    assertThat(pacer.due(0, 4)).isEqualTo(SECOND);
    assertThat(pacer.due(0, 5)).isEqualTo(2 * SECOND);
    assertThat(pacer.due(0, 7)).isEqualTo(3 * SECOND + SECOND / 4);
    assertThat(pacer.due(5 * SECOND / 2, 0.25)).isEqualTo(11 * SECOND / 4);
    assertThat(pacer.expected(SECOND / 2, 7 * SECOND / 2)).isCloseTo(6, within(1e-12));
  }

  @Test
  void burstsMayBePausesInARate() {
    var pacer = new Pacer(new Burst(0, Duration.ofSeconds(1), Duration.ofSeconds(2), 1));

    assertThat(metronome(pacer, 6 * SECOND)).containsExactly(2 * SECOND, 4 * SECOND, 6 * SECOND);
  }

  @Test
  void burstsWithoutAnyRateAreNeverDue() {
    var shape = new Burst(0, Duration.ofSeconds(1), Duration.ofSeconds(2), 0);

    assertThat(new Pacer(shape).due(0, 1)).isEqualTo(Pacer.NEVER);
  }

  @Test
  void burstsAreInvertedExactly() {
    var pulses = new Pulses(50, 0.3, 2, 1.7);
    RandomGenerator random = new Seeds(5).stream("moments");
    for (int i = 0; i < 10_000; i++) {
      double from = random.nextDouble(10);
      double amount = random.nextDouble(1e-6, 200);

      double reach = pulses.reach(from, amount);

      assertThat(reach).isNotNegative();
      assertThat(pulses.area(from, from + reach)).isCloseTo(amount, within(1e-9));
    }
  }

  /// A day in, a pause and a resume cost no more than at the start, and lose nothing.
  @Test
  void periodicShapesAreAsExactAfterADay() {
    for (Shape shape :
        List.of(
            new Sine(1_000, 1_000, Duration.ofMillis(100)),
            new Burst(1_000, Duration.ofMillis(10), Duration.ofMillis(100), 10))) {
      var pacer = new Pacer(shape);
      double perPeriod = pacer.expected(0, SECOND / 10);

      assertThat(pacer.expected(DAY, DAY + SECOND / 10)).isCloseTo(perPeriod, within(1e-6));
      assertThat(pacer.due(DAY, perPeriod) - DAY - SECOND / 10).isBetween(-100L, 100L);
    }
  }

  private static double antiderivative(Wave wave, double at) {
    double turns = 2 * Math.PI / wave.period();
    return wave.mean() * at - wave.amplitude() / turns * Math.cos(turns * at);
  }

  private static List<Long> metronome(Pacer pacer, long untilNanos) {
    List<Long> due = new ArrayList<>();
    for (long next = pacer.due(0, 1); next <= untilNanos; next = pacer.due(next, 1)) {
      due.add(next);
    }
    return due;
  }

  private static double seconds(String text) {
    return text.endsWith("ms")
        ? Double.parseDouble(text.replace("ms", "")) / 1e3
        : text.endsWith("h")
            ? Double.parseDouble(text.replace("h", "")) * 3_600
            : Double.parseDouble(text.replace("s", ""));
  }
}
