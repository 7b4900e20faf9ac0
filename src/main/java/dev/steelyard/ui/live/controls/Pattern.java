package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import java.time.Duration;
import java.util.List;

/// How the rate goes over time, as a choice. Each can be made out of any other shape, so that a
/// change of the pattern begins near the rate that there was.
enum Pattern {
  STEADY("Steady"),
  RAMP("Ramp"),
  STEPS("Steps");

  private static final Duration RAMP_TIME = Duration.ofSeconds(30);
  private static final Duration STEP_TIME = Duration.ofSeconds(10);
  private static final double LEAST_RATE = 1;

  private final String title;

  Pattern(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Pattern of(Shape shape) {
    return switch (shape) {
      case Steady steady -> STEADY;
      case Ramp ramp -> RAMP;
      case Steps steps -> STEPS;
    };
  }

  /// `shape` turned into this pattern.
  Shape from(Shape shape) {
    return switch (this) {
      case STEADY -> steady(shape);
      case RAMP -> ramp(shape);
      case STEPS -> steps(shape);
    };
  }

  static Steady steady(Shape shape) {
    return switch (shape) {
      case Steady steady -> steady;
      case Ramp ramp -> new Steady(ramp.to());
      case Steps steps -> new Steady(steps.steps().getLast().rate());
    };
  }

  static Ramp ramp(Shape shape) {
    if (shape instanceof Ramp ramp) {
      return ramp;
    }
    double rate = Math.max(LEAST_RATE, steady(shape).rate());
    return new Ramp(rate, Math.min(Shape.MOST_RATE, 2 * rate), RAMP_TIME);
  }

  static Steps steps(Shape shape) {
    if (shape instanceof Steps steps) {
      return steps;
    }
    double rate = Math.max(LEAST_RATE, steady(shape).rate());
    return new Steps(
        List.of(
            new Step(rate, STEP_TIME), new Step(Math.min(Shape.MOST_RATE, 2 * rate), STEP_TIME)));
  }
}
