package dev.steelyard.ui.live.charts;

import java.util.List;

/// Where latencies are drawn. Lengths in milliseconds.
sealed interface LatencyAxis {
  /// The height of a latency as a share of the axis: 0 at the bottom, 1 at the top.
  double share(double millis);

  /// The latencies that are marked, at most `most`.
  List<Double> marks(int most);

  /// From 0 to `topMillis`.
  record Linear(double topMillis) implements LatencyAxis {
    @Override
    public double share(double millis) {
      return Math.clamp(millis / topMillis, 0, 1);
    }

    @Override
    public List<Double> marks(int most) {
      return Ticks.linear(topMillis, most);
    }
  }

  /// From one power of ten to another: equal factors are equal heights.
  record Logarithmic(int lowExponent, int highExponent) implements LatencyAxis {
    @Override
    public double share(double millis) {
      if (!(millis > 0)) {
        return 0;
      }
      return Math.clamp((Math.log10(millis) - lowExponent) / (highExponent - lowExponent), 0, 1);
    }

    @Override
    public List<Double> marks(int most) {
      return Ticks.logarithmic(lowExponent, highExponent, most);
    }
  }
}
