package dev.steelyard.run.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.time.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void aLinearAxisBeginsAtZeroAndEndsAtARoundNumber() {
    Scale scale = Scale.over(13, 87, 30, true);

    assertThat(scale).isEqualTo(new Scale(0, 100, false));
    assertThat(scale.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(scale.place(25)).isEqualTo(0.25);
  }

  @Test
  void farApartNumbersMakeItLogarithmic() {
    Scale scale = Scale.over(13, 508, 30, true);

    assertThat(scale).isEqualTo(new Scale(10, 1000, true));
    assertThat(scale.ticks()).containsExactly(10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0);
    assertThat(scale.place(100)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void manyPowersOfTenNameOnlyThemselves() {
    assertThat(Scale.over(3, 40_000, 30, true).ticks())
        .containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
  }

  @Test
  void ticksAreWrittenWithoutNoise() {
    assertThat(new Scale(0.1, 0.9, false).ticks().stream().map(Scale::words))
        .isEqualTo(List.of("0.2", "0.4", "0.6", "0.8"));
    assertThat(Scale.words(20_000)).isEqualTo("20000");
  }

  @Test
  void everyRangeHasAFewTicksAndHoldsItsNumbers() {
    RandomGenerator random = new Seeds(9).stream("scale");
    for (int i = 0; i < 5_000; i++) {
      double least = Math.pow(10, random.nextDouble(-4, 6));
      double most = least * Math.pow(10, random.nextDouble(0, 4));
      for (boolean fromZero : new boolean[] {true, false}) {
        Scale scale = Scale.over(least, most, 30, fromZero);
        assertThat(scale.ticks()).as("%s to %s", least, most).hasSizeBetween(2, 12);
        assertThat(scale.ticks()).allMatch(tick -> inside(scale.place(tick)));
        assertThat(inside(scale.place(least)) && inside(scale.place(most))).isTrue();
      }
    }
  }

  @Test
  void aSingleNumberHasAnAxis() {
    assertThat(Scale.over(0, 0, 30, true).ticks()).hasSizeGreaterThan(1);
    assertThat(Scale.over(5, 5, 50, false).place(5)).isBetween(0.0, 1.0);
  }

  private static boolean inside(double place) {
    return place >= -1e-9 && place <= 1 + 1e-9;
  }
}
