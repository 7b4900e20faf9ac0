package dev.steelyard.theory;

/// How evenly something is shared out, as one number: (sum of x)^2 / (n x sum of x^2).
///
/// It is 1 if all have the same, k / n if k of n share evenly and the others have nothing, and does
/// not depend on the unit.
///
/// Source: Jain, Chiu and Hawe, _A Quantitative Measure of Fairness and Discrimination for Resource
/// Allocation in Shared Computer Systems_ (1984).
public final class Jain {
  private Jain() {}

  /// The index, from 1 / n to 1; 1 if nobody has anything.
  ///
  /// @param amounts at least one, each 0 or more
  public static double index(double... amounts) {
    Rates.checkWhole("amounts", amounts.length, 1);
    double sum = 0;
    double squares = 0;
    for (double amount : amounts) {
      if (!(amount >= 0)) {
        throw new IllegalArgumentException("amounts: " + amount + " must be 0 or more");
      }
      sum += amount;
      squares += amount * amount;
    }
    return squares == 0 ? 1 : sum * sum / (amounts.length * squares);
  }
}
