package dev.steelyard.scenario.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody probably meant.
///
/// Names are compared by the Damerau-Levenshtein distance (a letter added, lost, changed, or
/// swapped with its neighbour), without regard to case.
public final class Nearest {
  private static final int MOST_LETTERS = 64;
  private static final int LEAST_PREFIX = 3;

  private Nearest() {}

  /// The name closest to `word`, if one is close enough to be meant.
  public static Optional<String> to(String word, Collection<String> names) {
    if (word.isEmpty() || word.length() > MOST_LETTERS) {
      return Optional.empty();
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    String best = "";
    int least = Math.max(1, Math.min(3, wanted.length() / 3)) + 1;
    for (String name : names) {
      int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? continued(wanted, names) : Optional.of(best);
  }

  /// ` did you mean NAME?` with a leading mark, or nothing.
  public static String question(String word, Collection<String> names) {
    return to(word, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  private static Optional<String> continued(String wanted, Collection<String> names) {
    return wanted.length() < LEAST_PREFIX
        ? Optional.empty()
        : names.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted))
            .findFirst();
  }

  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(from, to, i, j, cost);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(String from, String to, int i, int j, int[][] cost) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int least =
        Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
