package dev.steelyard.scenario.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects problems, so that all of them are told at once. At most {@link #MOST} are kept; the
/// rest is counted.
public final class Problems {
  public static final int MOST = 50;

  private final List<Problem> kept = new ArrayList<>();
  private int found;

  public void add(Problem problem) {
    found++;
    if (kept.size() < MOST) {
      kept.add(problem);
    }
  }

  /// How many were found so far.
  public int count() {
    return found;
  }

  public boolean isEmpty() {
    return found == 0;
  }

  /// What was found, in the order in which it stands in the file.
  public List<Problem> inOrder() {
    List<Problem> ordered = new ArrayList<>(kept);
    ordered.sort(Comparator.comparing(Problem::place));
    if (found > kept.size()) {
      Place last = ordered.getLast().place();
      ordered.add(
          new Problem(
              Place.of(last.source()), "", (found - kept.size()) + " more problems are not shown"));
    }
    return ordered;
  }
}
