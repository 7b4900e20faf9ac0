package dev.steelyard.ui.live.tiles;

/// From where on a figure is worth watching, and from where on it is bad.
///
/// @param watch the first value that is not good any more
/// @param bad the first value that is bad; beyond `watch`
record Limits(double watch, double bad) {
  /// No value is better or worse than another.
  static final Limits NONE = new Limits(Double.NaN, Double.NaN);

  Limits {
    if (watch == bad) {
      throw new IllegalArgumentException("bad: " + bad + " must differ from watch");
    }
  }

  /// The level of a value; none for NaN.
  Level of(double value) {
    if (Double.isNaN(value) || Double.isNaN(watch)) {
      return Level.NONE;
    }
    double direction = Math.signum(bad - watch);
    if ((value - bad) * direction >= 0) {
      return Level.BAD;
    }
    return (value - watch) * direction >= 0 ? Level.WATCH : Level.GOOD;
  }
}
