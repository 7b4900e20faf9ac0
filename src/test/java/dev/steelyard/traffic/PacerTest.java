package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.traffic.Shape.Burst;
import dev.steelyard.traffic.Shape.Phase;
import dev.steelyard.traffic.Shape.Phases;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Sine;
import dev.steelyard.traffic.Shape.Spike;
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

  @Test
  void aSpikeComesOnceAndGoes() {
    var pacer = new Pacer(new Spike(1, 10, Duration.ofSeconds(2), Duration.ofSeconds(1)));

    assertThat(pacer.due(0, 2)).isEqualTo(2 * SECOND);
    assertThat(pacer.due(2 * SECOND, 5)).isEqualTo(5 * SECOND / 2);
    assertThat(pacer.due(0, 13)).isEqualTo(4 * SECOND);
    assertThat(pacer.due(100 * SECOND, 1)).isEqualTo(101 * SECOND);
    assertThat(pacer.expected(0, 4 * SECOND)).isCloseTo(13, within(1e-9));
  }

  @Test
  void aSpikeAtTheStartHasNothingBefore() {
    var pacer = new Pacer(new Spike(1, 10, Duration.ZERO, Duration.ofSeconds(1)));

    assertThat(pacer.due(0, 5)).isEqualTo(SECOND / 2);
    assertThat(pacer.expected(0, 2 * SECOND)).isCloseTo(11, within(1e-9));
  }

  @Test
  void phasesAreCutWhereTheyEndAndTheLastGoesOn() {
    var pacer =
        new Pacer(
            new Phases(
                List.of(
                    // Ends half way up, at 5/s: an area of 12.5.
                    new Phase(new Ramp(0, 10, Duration.ofSeconds(10)), Duration.ofSeconds(5)),
                    new Phase(new Sine(4, 2, Duration.ofSeconds(2)), Duration.ofSeconds(4)),
                    new Phase(
                        new Burst(1, Duration.ofSeconds(1), Duration.ofSeconds(10), 0),
                        Duration.ofSeconds(1)))));

    assertThat(pacer.due(0, 12.5)).isBetween(5 * SECOND - 1, 5 * SECOND);
    assertThat(pacer.expected(0, 5 * SECOND)).isCloseTo(12.5, within(1e-9));
    assertThat(pacer.expected(5 * SECOND, 9 * SECOND)).isCloseTo(16, within(1e-9));
    assertThat(pacer.due(9 * SECOND, 0.5)).isEqualTo(19 * SECOND / 2);
    assertThat(pacer.due(9 * SECOND, 1.5)).isEqualTo(39 * SECOND / 2); // In the next burst.
  }

  @Test
  void aShapeIsCutInTheMiddleOfItsOwnPieces() {
    var steps =
        new Steps(List.of(new Step(1, Duration.ofSeconds(9)), new Step(5, Duration.ofSeconds(9))));
    var spike = new Spike(2, 5, Duration.ofSeconds(1), Duration.ofSeconds(9));
    var pacer =
        new Pacer(
            new Phases(
                List.of(
                    new Phase(steps, Duration.ofSeconds(4)),
                    new Phase(spike, Duration.ofSeconds(2)),
                    new Phase(new Steady(1), Duration.ofSeconds(1)))));

    assertThat(pacer.expected(0, 4 * SECOND)).isCloseTo(4, within(1e-9));
    assertThat(pacer.expected(4 * SECOND, 6 * SECOND)).isCloseTo(7, within(1e-9));
    assertThat(pacer.expected(6 * SECOND, 10 * SECOND)).isCloseTo(4, within(1e-9));
  }

  @Test
  void whatIsDueAtTheVeryEndOfAStepIsNotHeldBackByAPause() {
    var pacer =
        new Pacer(
            new Steps(
                List.of(new Step(10, Duration.ofSeconds(1)), new Step(0, Duration.ofSeconds(1)))));
    long due = 0;
    for (int i = 0; i < 10; i++) {
      due = pacer.due(due, 1);
    }

    assertThat(due).isEqualTo(SECOND);
    assertThat(pacer.due(due, 1)).isEqualTo(Pacer.NEVER);
  }
}
