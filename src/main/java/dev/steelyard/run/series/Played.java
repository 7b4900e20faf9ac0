package dev.steelyard.run.series;

import dev.steelyard.metrics.Summary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A variant and the runs of it that ended.
///
/// @param bySeed the results for the scenario's seed, the next one, ...; empty where a run was
///   stopped or not begun
public record Played(Variant variant, List<Optional<Summary>> bySeed) {
  public Played {
    bySeed = List.copyOf(bySeed);
  }

  /// The runs that ended, in the order of their seeds.
  public List<Summary> runs() {
    return bySeed.stream().flatMap(Optional::stream).toList();
  }

  /// What was measured, over all runs that ended.
  public Estimate estimate(Measure measure) {
    return Estimate.of(measure, runs());
  }

  /// The places of the seeds that all of these have played to the end.
  public static List<Integer> common(List<Played> all) {
    return IntStream.range(0, all.getFirst().bySeed().size())
        .filter(seed -> all.stream().allMatch(played -> played.bySeed().get(seed).isPresent()))
        .boxed()
        .toList();
  }

  /// The figures of the runs at some places, which must have ended.
  public double[] figures(Measure measure, List<Integer> places) {
    return places.stream()
        .map(bySeed::get)
        .map(Optional::orElseThrow)
        .mapToDouble(measure::of)
        .toArray();
  }
}
