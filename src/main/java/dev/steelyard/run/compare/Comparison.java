package dev.steelyard.run.compare;

import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of playing several strategies beside each other.
///
/// @param scenario what was played, with any strategy
/// @param world `virtual` or `live`
/// @param strategies each with its runs, in the order in which they were asked for
public record Comparison(Scenario scenario, String world, List<Played> strategies) {
  public Comparison {
    strategies = List.copyOf(strategies);
  }

  /// One verdict by each of the figures that matter most: success, p99, mean. Strategies of which
  /// no run ended are left out.
  public List<Verdict> verdicts() {
    List<Played> begun =
        strategies.stream().filter(strategy -> !strategy.runs().isEmpty()).toList();
    return Stream.of(Measure.SUCCESS, Measure.P99, Measure.MEAN)
        .map(measure -> Verdict.of(measure, begun))
        .flatMap(Optional::stream)
        .toList();
  }
}
