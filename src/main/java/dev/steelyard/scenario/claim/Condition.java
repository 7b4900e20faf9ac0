package dev.steelyard.scenario.claim;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Something that holds of a run or does not: `requests.failed == 0 and nodes.a.share > 0.3`.
///
/// Comparisons `== != < <= > >=` of sums, joined by `and` and `or` (`and` binds closer), with
/// parentheses. A sum is made of numbers, paths into the summary, `+ - * /`. A minus needs blanks
/// around it when a path stands before it, since paths may contain dashes.
public sealed interface Condition extends Part {
  /// The longest condition, in characters.
  int MOST_LENGTH = 500;

  /// Whether it holds.
  ///
  /// @throws ConditionException if a path has no value, or at a division by zero
  boolean holds(Values values) throws ConditionException;

  /// Hands over every path in it, from left to right.
  void eachPath(Consumer<String> to);

  /// Every path in it, from left to right.
  default Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    eachPath(paths::add);
    return paths;
  }

  /// Reads a condition.
  ///
  /// @throws ConditionException with the position of what is wrong
  static Condition parse(String text) throws ConditionException {
    return ConditionParser.parse(text);
  }

  /// Both hold.
  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Values values) throws ConditionException {
      boolean first = left.holds(values);
      boolean second = right.holds(values); // Always asked, so that a bad path shows.
      return first && second;
    }

    @Override
    public void eachPath(Consumer<String> to) {
      left.eachPath(to);
      right.eachPath(to);
    }
  }

  /// At least one holds.
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Values values) throws ConditionException {
      boolean first = left.holds(values);
      boolean second = right.holds(values); // Always asked, so that a bad path shows.
      return first || second;
    }

    @Override
    public void eachPath(Consumer<String> to) {
      left.eachPath(to);
      right.eachPath(to);
    }
  }

  /// Two numbers stand in this relation.
  record Comparison(Term left, Relation relation, Term right) implements Condition {
    @Override
    public boolean holds(Values values) throws ConditionException {
      return relation.holds(left.value(values), right.value(values));
    }

    @Override
    public void eachPath(Consumer<String> to) {
      left.eachPath(to);
      right.eachPath(to);
    }
  }
}
