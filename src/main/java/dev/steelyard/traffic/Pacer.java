package dev.steelyard.traffic;

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
import java.util.ArrayList;
import java.util.List;

/// When the next request is due, as a pure function of a shape.
///
/// A shape is a rate over time; the number of requests expected between two moments is the area
/// under it. The next request is due where that area has grown by a given amount: 1 each time for
/// evenly spaced ones, an exponentially drawn amount with mean 1 for a Poisson process. This is
/// exact for any rate that changes, with no thinning and no steps. Shapes that repeat themselves
/// are one piece however long they run.
final class Pacer {
  /// No request is due any more.
  static final long NEVER = Long.MAX_VALUE;

  /// So much of a request may be missing at the end of a piece: numbers with a fraction add up to a
  /// little more or less than they should, and a pause may follow.
  static final double ROUNDING = 1e-9;

  private static final double NANOS = 1e9;

  private final List<Piece> pieces;

  Pacer(Shape shape) {
    List<Piece> found = new ArrayList<>();
    add(shape, 0, Double.POSITIVE_INFINITY, found);
    this.pieces = List.copyOf(found);
  }

  /// The moment at which the expected number of requests has grown by `amount` since `fromNanos`,
  /// or {@link #NEVER}.
  ///
  /// @param fromNanos counted from the start of the shape, 0 or more
  /// @param amount above 0
  long due(long fromNanos, double amount) {
    double from = fromNanos / NANOS;
    double left = amount;
    for (int i = indexAt(from); i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      double start = Math.max(piece.start, from);
      double area = piece.area(start, piece.end);
      if (left <= area + ROUNDING && area > 0) {
        return Math.round((start + piece.reach(start, Math.min(left, area))) * NANOS);
      }
      left -= area;
    }
    return NEVER;
  }

  /// The expected number of requests from one moment to a later one.
  double expected(long fromNanos, long toNanos) {
    double from = fromNanos / NANOS;
    double to = toNanos / NANOS;
    double sum = 0;
    for (int i = indexAt(from); i < pieces.size() && pieces.get(i).start < to; i++) {
      Piece piece = pieces.get(i);
      sum += piece.area(Math.max(piece.start, from), Math.min(piece.end, to));
    }
    return sum;
  }

  /// The piece that holds a moment.
  private int indexAt(double seconds) {
    int low = 0;
    int high = pieces.size() - 1; // It has no end.
    while (low < high) {
      int middle = (low + high) / 2;
      if (pieces.get(middle).end <= seconds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Adds the pieces of `shape` from `start` to `end`.
  private static void add(Shape shape, double start, double end, List<Piece> found) {
    switch (shape) {
      case Steady(double rate) -> addPiece(start, end, Line.level(rate), found);
      case Ramp(double from, double to, Duration over) -> {
        double turn = start + seconds(over);
        addPiece(start, Math.min(turn, end), new Line(from, (to - from) / seconds(over)), found);
        addPiece(turn, end, Line.level(to), found);
      }
      case Steps(List<Step> steps) -> {
        double next = start;
        for (Step step : steps.subList(0, steps.size() - 1)) {
          double from = next;
          next = from + seconds(step.lasting());
          addPiece(from, Math.min(next, end), Line.level(step.rate()), found);
        }
        addPiece(next, end, Line.level(steps.getLast().rate()), found);
      }
      case Spike(double base, double peak, Duration at, Duration lasting) -> {
        double up = start + seconds(at);
        double down = up + seconds(lasting);
        addPiece(start, Math.min(up, end), Line.level(base), found);
        addPiece(up, Math.min(down, end), Line.level(peak), found);
        addPiece(down, end, Line.level(base), found);
      }
      case Sine(double mean, double amplitude, Duration period) ->
          addPiece(start, end, new Wave(mean, amplitude, seconds(period)), found);
      case Burst(double rate, Duration lasting, Duration every, double base) ->
          addPiece(start, end, new Pulses(rate, seconds(lasting), base, seconds(every)), found);
      case Phases(List<Phase> phases) -> {
        double next = start;
        for (Phase phase : phases.subList(0, phases.size() - 1)) {
          double from = next;
          next = from + seconds(phase.lasting());
          add(phase.shape(), from, next, found);
        }
        add(phases.getLast().shape(), next, end, found);
      }
    }
  }

  private static void addPiece(double start, double end, Curve curve, List<Piece> found) {
    if (start < end) {
      found.add(new Piece(start, end, curve));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  /// A piece of the shape, between two moments in seconds.
  private record Piece(double start, double end, Curve curve) {
    double area(double from, double to) {
      return curve.area(from - start, to - start);
    }

    double reach(double from, double amount) {
      return curve.reach(from - start, amount);
    }
  }
}
