package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aSteadyRateSpacesRequestsEvenly() {
    var pacer = new Pacer(new Steady(4));

    assertThat(pacer.due(0, 1)).isEqualTo(SECOND / 4);
    assertThat(pacer.due(SECOND / 4, 1)).isEqualTo(SECOND / 2);
    assertThat(pacer.due(10 * SECOND, 2)).isEqualTo(10 * SECOND + SECOND / 2);
  }

  @Test
  void aRampIsInvertedExactly() {
    // From 0 to 10/s over 10 s the expected number is t^2 / 2.
    var pacer = new Pacer(new Ramp(0, 10, Duration.ofSeconds(10)));

    assertThat(pacer.due(0, 2)).isEqualTo(2 * SECOND);
    assertThat(pacer.due(0, 50)).isEqualTo(10 * SECOND);
    assertThat(pacer.due(0, 60)).isEqualTo(11 * SECOND);
    assertThat(pacer.expected(0, 10 * SECOND)).isCloseTo(50, within(1e-9));
  }

  @Test
  void aRampMayFallToNothing() {
    var pacer = new Pacer(new Ramp(10, 0, Duration.ofSeconds(10)));

    assertThat(pacer.due(0, 50)).isBetween(10 * SECOND - 1, 10 * SECOND);
    assertThat(pacer.due(0, 50.001)).isEqualTo(Pacer.NEVER);
  }

  @Test
  void stepsFollowEachOtherAndTheLastStays() {
    var pacer =
        new Pacer(
            new Steps(
                List.of(
                    new Step(2, Duration.ofSeconds(1)),
                    new Step(0, Duration.ofSeconds(3)),
                    new Step(4, Duration.ofSeconds(1)))));

    assertThat(pacer.due(0, 1)).isEqualTo(SECOND / 2);
    assertThat(pacer.due(SECOND, 1)).isEqualTo(4 * SECOND + SECOND / 4); // Over the pause.
    assertThat(pacer.due(100 * SECOND, 1)).isEqualTo(100 * SECOND + SECOND / 4);
    assertThat(pacer.expected(0, 5 * SECOND)).isCloseTo(6, within(1e-9));
  }

  @Test
  void withoutARateNothingIsDue() {
    assertThat(new Pacer(new Steady(0)).due(0, 1)).isEqualTo(Pacer.NEVER);
  }
}
