package dev.steelyard.traffic;

import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import java.util.ArrayList;
import java.util.List;

/// When the next request is due, as a pure function of a shape.
///
/// A shape is a rate over time; the number of requests expected between two moments is the area
/// under it. The next request is due where that area has grown by a given amount: 1 each time for
/// evenly spaced ones, an exponentially drawn amount with mean 1 for a Poisson process. This is
/// exact for any rate that changes, with no thinning and no steps.
final class Pacer {
  /// No request is due any more.
  static final long NEVER = Long.MAX_VALUE;

  private static final double NANOS = 1e9;

  private final List<Segment> segments;

  Pacer(Shape shape) {
    this.segments = segments(shape);
  }

  /// The moment at which the expected number of requests has grown by `amount` since `fromNanos`,
  /// or {@link #NEVER}.
  ///
  /// @param fromNanos counted from the start of the shape, 0 or more
  /// @param amount above 0
  long due(long fromNanos, double amount) {
    double left = amount;
    for (Segment segment : segments) {
      if (segment.endSeconds * NANOS <= fromNanos) {
        continue;
      }
      double start = Math.max(segment.startSeconds, fromNanos / NANOS);
      double area = segment.area(start);
      if (left <= area) {
        return Math.round((start + segment.reach(start, left)) * NANOS);
      }
      left -= area;
    }
    return NEVER;
  }

  /// The expected number of requests from one moment to a later one.
  double expected(long fromNanos, long toNanos) {
    double sum = 0;
    for (Segment segment : segments) {
      double start = Math.max(segment.startSeconds, fromNanos / NANOS);
      double end = Math.min(segment.endSeconds, toNanos / NANOS);
      if (start < end) {
        sum += (segment.rate(start) + segment.rate(end)) / 2 * (end - start);
      }
    }
    return sum;
  }

  private static List<Segment> segments(Shape shape) {
    return switch (shape) {
      case Steady(double rate) -> List.of(Segment.endless(0, rate));
      case Ramp ramp -> {
        double over = ramp.over().toNanos() / NANOS;
        double slope = (ramp.to() - ramp.from()) / over;
        yield List.of(new Segment(0, over, ramp.from(), slope), Segment.endless(over, ramp.to()));
      }
      case Steps(List<Step> steps) -> {
        List<Segment> found = new ArrayList<>();
        double start = 0;
        for (Step step : steps) {
          double end = start + step.lasting().toNanos() / NANOS;
          found.add(new Segment(start, end, step.rate(), 0));
          start = end;
        }
        found.add(Segment.endless(start, steps.getLast().rate()));
        yield List.copyOf(found);
      }
    };
  }

  /// A piece of the shape in which the rate goes in a straight line.
  ///
  /// @param slope requests per second, for each second
  private record Segment(double startSeconds, double endSeconds, double startRate, double slope) {
    static Segment endless(double startSeconds, double rate) {
      return new Segment(startSeconds, Double.POSITIVE_INFINITY, rate, 0);
    }

    double rate(double atSeconds) {
      return slope == 0 ? startRate : startRate + slope * (atSeconds - startSeconds);
    }

    /// The area from `fromSeconds` to the end of the segment.
    double area(double fromSeconds) {
      if (endSeconds == Double.POSITIVE_INFINITY) {
        return startRate == 0 ? 0 : Double.POSITIVE_INFINITY;
      }
      return (rate(fromSeconds) + rate(endSeconds)) / 2 * (endSeconds - fromSeconds);
    }

    /// How many seconds after `fromSeconds` the area has grown by `amount`: the smaller root of
    /// `slope / 2 x^2 + rate x = amount`, in the form that loses no digits for small slopes.
    double reach(double fromSeconds, double amount) {
      double rate = rate(fromSeconds);
      double root = Math.sqrt(Math.max(0, rate * rate + 2 * slope * amount));
      return 2 * amount / (rate + root);
    }
  }
}
