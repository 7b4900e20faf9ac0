package dev.steelyard.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t distribution: how far a mean of few values strays, in standard errors.
///
/// Source: Student (Gosset), _The Probable Error of a Mean_ (1908).
final class StudentT {
  private StudentT() {}

  /// The bound that t stays within, to both sides, with a given confidence.
  ///
  /// @param degrees of freedom, 1 or more
  static double twoSided(Confidence confidence, int degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence.level()) / 2);
  }
}
