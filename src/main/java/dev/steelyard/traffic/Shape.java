package dev.steelyard.traffic;

import java.time.Duration;
import java.util.List;

/// How the rate of requests goes over time, counted from when the shape is set.
public sealed interface Shape {
  /// The greatest rate that can be asked for, in requests per second.
  double MOST_RATE = 1_000_000;

  /// The shortest period of a shape that comes again and again; below it, a double could not tell
  /// the moments of a period apart after a day.
  Duration SHORTEST_PERIOD = Duration.ofMillis(1);

  /// The most phases in a list of them.
  int MOST_PHASES = 1_000;

  /// No requests at all: the shape of traffic that is not made by a rate.
  Shape NONE = new Steady(0);

  /// The name in scenario files: `steady`.
  String type();

  /// The shape in a few words: `steady 300 requests/s`.
  String words();

  /// The same rate all the time.
  ///
  /// @param rate requests per second, 0 to 1,000,000
  record Steady(double rate) implements Shape {
    public Steady {
      checkRate("rate", rate);
    }

    @Override
    public String type() {
      return "steady";
    }

    @Override
    public String words() {
      return "steady " + Words.rate(rate);
    }
  }

  /// From one rate to another in a straight line, then it stays there.
  ///
  /// @param from requests per second at the start, 0 to 1,000,000
  /// @param to requests per second at the end, 0 to 1,000,000
  /// @param over how long it takes, above 0
  record Ramp(double from, double to, Duration over) implements Shape {
    public Ramp {
      checkRate("from", from);
      checkRate("to", to);
      checkDuration("over", over);
    }

    @Override
    public String type() {
      return "ramp";
    }

    @Override
    public String words() {
      return "ramp from " + Words.rate(from) + " to " + Words.rate(to);
    }
  }

  /// One rate after the other; the last one stays.
  ///
  /// @param steps at least one
  record Steps(List<Step> steps) implements Shape {
    public Steps {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("steps: there must be at least one");
      }
    }

    @Override
    public String type() {
      return "steps";
    }

    @Override
    public String words() {
      return steps.size() + (steps.size() == 1 ? " step" : " steps");
    }
  }

  /// One step.
  ///
  /// @param rate requests per second, 0 to 1,000,000
  /// @param lasting how long, above 0; in a scenario file its name is `for`
  record Step(double rate, Duration lasting) {
    public Step {
      checkRate("rate", rate);
      checkDuration("for", lasting);
    }
  }

  /// One rate, a greater one for a while, and the first one again.
  ///
  /// @param base requests per second before and after, 0 to 1,000,000
  /// @param peak requests per second during the spike, 0 to 1,000,000
  /// @param at when the spike begins, 0 or later
  /// @param lasting how long it lasts, above 0
  record Spike(double base, double peak, Duration at, Duration lasting) implements Shape {
    public Spike {
      checkRate("base", base);
      checkRate("peak", peak);
      if (at.isNegative()) {
        throw new IllegalArgumentException("at: " + at + " must not be below 0");
      }
      checkDuration("lasting", lasting);
    }

    @Override
    public String type() {
      return "spike";
    }

    @Override
    public String words() {
      return "spike from " + Words.rate(base) + " to " + Words.rate(peak);
    }
  }

  /// Up and down as a sine, without end. It begins at the mean and rises.
  ///
  /// @param mean requests per second on average, 0 to 1,000,000
  /// @param amplitude how far the rate goes above and below the mean, in requests per second: from
  ///   0 to the mean, so that the rate is never below 0, and never above 1,000,000 either
  /// @param period from one top to the next, at least 1 ms
  record Sine(double mean, double amplitude, Duration period) implements Shape {
    public Sine {
      checkRate("mean", mean);
      if (!(amplitude >= 0 && amplitude <= mostAmplitude(mean))) {
        throw new IllegalArgumentException(
            "amplitude: " + amplitude + " must be from 0 to " + mostAmplitude(mean));
      }
      checkPeriod("period", period);
    }

    /// The greatest amplitude about a mean.
    public static double mostAmplitude(double mean) {
      return Math.min(mean, MOST_RATE - mean);
    }

    @Override
    public String type() {
      return "sine";
    }

    @Override
    public String words() {
      return "sine from " + Words.rate(mean - amplitude) + " to " + Words.rate(mean + amplitude);
    }
  }

  /// A rate for a while, every so often, without end. It begins with a burst.
  ///
  /// @param rate requests per second during a burst, 0 to 1,000,000
  /// @param lasting how long a burst lasts, above 0, at most `every`
  /// @param every from the beginning of one burst to the next, at least 1 ms
  /// @param base requests per second between the bursts, 0 to 1,000,000
  record Burst(double rate, Duration lasting, Duration every, double base) implements Shape {
    public Burst {
      checkRate("rate", rate);
      checkDuration("lasting", lasting);
      checkPeriod("every", every);
      if (lasting.compareTo(every) > 0) {
        throw new IllegalArgumentException(
            "lasting: " + lasting + " must be above 0, at most " + every);
      }
      checkRate("base", base);
    }

    @Override
    public String type() {
      return "burst";
    }

    @Override
    public String words() {
      return "bursts of " + Words.rate(rate);
    }
  }

  /// One shape after the other, each from its beginning; the last one goes on.
  ///
  /// @param phases 1 to 1,000
  record Phases(List<Phase> phases) implements Shape {
    public Phases {
      phases = List.copyOf(phases);
      if (phases.isEmpty() || phases.size() > MOST_PHASES) {
        throw new IllegalArgumentException(
            "phases: there are " + phases.size() + ", and there must be from 1 to " + MOST_PHASES);
      }
    }

    /// In a scenario file phases are a list, which has no `type`.
    @Override
    public String type() {
      return "phases";
    }

    @Override
    public String words() {
      return phases.size() + (phases.size() == 1 ? " phase" : " phases");
    }
  }

  /// One phase.
  ///
  /// @param shape anything but phases
  /// @param lasting how long, above 0; in a scenario file its name is `for`
  record Phase(Shape shape, Duration lasting) {
    public Phase {
      if (shape instanceof Phases) {
        throw new IllegalArgumentException("shape: a phase must not consist of phases itself");
      }
      checkDuration("for", lasting);
    }
  }

  private static void checkRate(String field, double rate) {
    if (!(rate >= 0 && rate <= MOST_RATE)) {
      throw new IllegalArgumentException(
          field + ": " + rate + " must be from 0 to " + (long) MOST_RATE);
    }
  }

  private static void checkDuration(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(field + ": " + duration + " must be above 0");
    }
  }

  private static void checkPeriod(String field, Duration period) {
    if (period.compareTo(SHORTEST_PERIOD) < 0) {
      throw new IllegalArgumentException(
          field + ": " + period + " must be at least " + SHORTEST_PERIOD);
    }
  }
}
