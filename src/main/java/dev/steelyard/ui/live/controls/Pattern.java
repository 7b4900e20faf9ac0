package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Shape;
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

/// How the rate goes over time, as a choice. Each can be made out of any other shape, so that a
/// change of the pattern begins near the rate that there was.
enum Pattern {
  STEADY("Steady"),
  RAMP("Ramp"),
  STEPS("Steps"),
  SPIKE("Spike"),
  SINE("Sine"),
  BURST("Bursts"),
  PHASES("Phases");

  private static final Duration RAMP_TIME = Duration.ofSeconds(30);
  private static final Duration STEP_TIME = Duration.ofSeconds(10);
  private static final Duration SPIKE_TIME = Duration.ofSeconds(5);
  private static final Duration SINE_PERIOD = Duration.ofSeconds(20);
  private static final Duration BURST_TIME = Duration.ofSeconds(1);
  private static final Duration BURST_EVERY = Duration.ofSeconds(5);
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
      case Spike spike -> SPIKE;
      case Sine sine -> SINE;
      case Burst burst -> BURST;
      case Phases phases -> PHASES;
    };
  }

  /// `shape` turned into this pattern.
  Shape from(Shape shape) {
    return switch (this) {
      case STEADY -> steady(shape);
      case RAMP -> ramp(shape);
      case STEPS -> steps(shape);
      case SPIKE -> spike(shape);
      case SINE -> sine(shape);
      case BURST -> burst(shape);
      case PHASES -> phases(shape);
    };
  }

  static Steady steady(Shape shape) {
    return switch (shape) {
      case Steady steady -> steady;
      case Ramp ramp -> new Steady(ramp.to());
      case Steps steps -> new Steady(steps.steps().getLast().rate());
      case Spike spike -> new Steady(spike.base());
      case Sine sine -> new Steady(sine.mean());
      case Burst burst -> new Steady(burst.rate());
      case Phases phases -> steady(phases.phases().getLast().shape());
    };
  }

  static Ramp ramp(Shape shape) {
    if (shape instanceof Ramp ramp) {
      return ramp;
    }
    double rate = rate(shape);
    return new Ramp(rate, times(2, rate), RAMP_TIME);
  }

  static Steps steps(Shape shape) {
    if (shape instanceof Steps steps) {
      return steps;
    }
    double rate = rate(shape);
    return new Steps(List.of(new Step(rate, STEP_TIME), new Step(times(2, rate), STEP_TIME)));
  }

  static Spike spike(Shape shape) {
    if (shape instanceof Spike spike) {
      return spike;
    }
    double rate = rate(shape);
    return new Spike(rate, times(3, rate), SPIKE_TIME, SPIKE_TIME);
  }

  static Sine sine(Shape shape) {
    if (shape instanceof Sine sine) {
      return sine;
    }
    double rate = rate(shape);
    return new Sine(rate, Math.min(rate / 2, Sine.mostAmplitude(rate)), SINE_PERIOD);
  }

  static Burst burst(Shape shape) {
    if (shape instanceof Burst burst) {
      return burst;
    }
    return new Burst(rate(shape), BURST_TIME, BURST_EVERY, 0);
  }

  static Phases phases(Shape shape) {
    return shape instanceof Phases phases
        ? phases
        : new Phases(List.of(new Phase(shape, STEP_TIME)));
  }

  private static double rate(Shape shape) {
    return Math.max(LEAST_RATE, steady(shape).rate());
  }

  private static double times(int factor, double rate) {
    return Math.min(Shape.MOST_RATE, factor * rate);
  }
}
