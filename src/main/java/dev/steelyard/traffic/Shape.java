package dev.steelyard.traffic;

import java.time.Duration;
import java.util.List;

/// How the rate of requests goes over time, counted from when the shape is set.
public sealed interface Shape {
  /// The greatest rate that can be asked for, in requests per second.
  double MOST_RATE = 1_000_000;

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
}
