package dev.steelyard.statistics;

/// A confidence interval: a mean, and how far the true one may be from it.
///
/// @param mean of the sample
/// @param halfWidth the true mean is not further from it than this, as sure as was asked for; 0 or
///   more
public record Interval(double mean, double halfWidth) {
  public Interval {
    if (!(halfWidth >= 0)) {
      throw new IllegalArgumentException("halfWidth: " + halfWidth + " must be 0 or more");
    }
  }

  /// The interval of independent values, by Student's t: exact if they are normal, and good if each
  /// of them is a mean of many.
  ///
  /// @param values at least 2, all finite
  public static Interval of(double[] values, Confidence confidence) {
    int count = values.length;
    if (count < 2) {
      throw new IllegalArgumentException("values: " + count + " of them must be 2 or more");
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / count;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    return new Interval(mean, error * StudentT.twoSided(confidence, count - 1));
  }

  /// The interval of the differences `one[i] - other[i]`: much narrower than that of two samples on
  /// their own where both of a pair met the same chance.
  ///
  /// @param one at least 2, all finite
  /// @param other as many
  public static Interval ofDifferences(double[] one, double[] other, Confidence confidence) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "other: " + other.length + " of them must be " + one.length);
    }
    double[] differences = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      differences[i] = one[i] - other[i];
    }
    return of(differences, confidence);
  }

  /// Whether the true mean may be `value`.
  public boolean contains(double value) {
    return Math.abs(value - mean) <= halfWidth;
  }
}
