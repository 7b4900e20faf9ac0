package dev.steelyard.run.sweep;

import dev.steelyard.run.expected.Expectation;
import dev.steelyard.run.expected.Expectation.Formula;
import dev.steelyard.run.expected.Expectation.NoFormula;
import dev.steelyard.run.series.Played;
import dev.steelyard.theory.QueueModel;
import java.util.List;
import java.util.Optional;

/// What came of playing a scenario with one field at several values.
///
/// @param title of the scenario
/// @param scenario its id
/// @param path the field: `traffic.shape.rate`
/// @param points one for each value, whose name is the value as it was asked for
public record Sweep(String title, String scenario, String path, List<Played> points) {
  public Sweep {
    points = List.copyOf(points);
  }

  /// What theory expects at a point; empty if no formula applies to one of its runs, or none ended.
  public static Optional<QueueModel> expected(Played point) {
    List<Expectation> found =
        point.runs().stream()
            .map(run -> Expectation.of(point.variant().scenario(), run))
            .distinct()
            .toList();
    return found.size() == 1
        ? switch (found.getFirst()) {
          case Formula formula -> Optional.of(formula.model());
          case NoFormula none -> Optional.empty();
        }
        : Optional.empty();
  }
}
