package dev.steelyard.traffic;

/// The standard normal distribution.
///
/// The distribution function is summed up as its Taylor series, which is exact to the last digits
/// of a double. Source: Marsaglia, _Evaluating the Normal Distribution_ (2004).
final class Gaussian {
  /// The value that 99 % of all draws stay below.
  static final double P99 = 2.3263478740408408;

  private static final double ROOT_OF_2_PI = Math.sqrt(2 * Math.PI);

  /// Further out than this nothing is left that a double could tell from 0 or 1.
  private static final double FAR = 8.5;

  private Gaussian() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / ROOT_OF_2_PI;
  }

  /// The probability of a draw of at most `x`.
  static double below(double x) {
    if (Math.abs(x) > FAR) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * density(x);
  }
}
