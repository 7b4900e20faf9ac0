package dev.steelyard.ui.live.charts;

/// The rectangle of a sheet where values are drawn, and which time it stands for.
record PlotArea(double left, double top, double width, double height, TimeRange time) {
  /// So small that nothing in it could be read.
  private static final double LEAST = 8;

  boolean isTooSmall() {
    return width < LEAST || height < LEAST;
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double x(long atNanos) {
    return left + width * ((double) (atNanos - time.fromNanos()) / time.lengthNanos());
  }

  /// The time at `x`, within the range.
  long nanosAt(double x) {
    double share = Math.clamp((x - left) / width, 0, 1);
    return time.fromNanos() + Math.round(share * time.lengthNanos());
  }

  /// The height at which a share of the axis is drawn: 0 at the bottom, 1 at the top.
  double y(double share) {
    return bottom() - share * height;
  }
}
