package dev.steelyard.balancer.node;

import java.util.List;

/// What a strategy weighed for one choice, as data: it may be kept after the nodes have changed.
///
/// @param measure what the scores are, with their unit: `(in flight + 1) / weight`
/// @param scores one for each candidate, in their order
/// @param rule which score wins, or what decides without one: `least of 2 drawn at random`
/// @param tieBreak how the winner was found among equals
public record Weighing(String measure, List<Score> scores, String rule, TieBreak tieBreak) {
  public Weighing {
    scores = List.copyOf(scores);
  }

  /// What one candidate weighed.
  ///
  /// @param node its id
  /// @param value its score; NaN if the strategy did not look at it
  public record Score(String node, double value) {
    /// Whether the strategy looked at this candidate.
    public boolean looked() {
      return !Double.isNaN(value);
    }
  }

  /// How a winner is found among candidates with the same score.
  public enum TieBreak {
    /// There was one best, or the rule knows no scores.
    NOT_NEEDED("not needed"),
    /// One of the best was drawn.
    RANDOM("at random"),
    /// The first of the best in the pool's order.
    FIRST("the first in order"),
    /// The one of the best that was drawn first.
    DRAWN_FIRST("the one drawn first");

    private final String words;

    TieBreak(String words) {
      this.words = words;
    }

    /// The tie-break in a few words.
    public String words() {
      return words;
    }
  }
}
