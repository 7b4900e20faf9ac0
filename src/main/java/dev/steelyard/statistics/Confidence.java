package dev.steelyard.statistics;

/// How sure one wants to be: the share of cases in which an interval that is made so holds the true
/// value.
///
/// @param level above 0 and below 1
public record Confidence(double level) {
  /// What everybody means who names no level.
  public static final Confidence USUAL = new Confidence(0.95);

  public Confidence {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: " + level + " must be above 0 and below 1");
    }
  }

  /// What each of several statements needs so that all of them together are as sure as this.
  ///
  /// Source: Bonferroni's inequality.
  ///
  /// @param statements 1 or more
  public Confidence each(int statements) {
    if (statements < 1) {
      throw new IllegalArgumentException("statements: " + statements + " must be 1 or more");
    }
    return new Confidence(1 - (1 - level) / statements);
  }
}
