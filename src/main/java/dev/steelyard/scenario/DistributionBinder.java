package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads a distribution of durations.
final class DistributionBinder {
  private static final Choices TYPES =
      Choices.of(
          List.of("fixed", "uniform", "exponential", "normal", "log-normal", "pareto", "bimodal"));

  private DistributionBinder() {}

  static Distribution bind(Fields owner, String name, Distribution fallback) {
    Optional<Fields> found = owner.object(name);
    if (found.isEmpty()) {
      return fallback;
    }
    Fields fields = found.get().require("type");
    Distribution distribution =
        switch (fields.choice("type", TYPES).orElse("")) {
          case "fixed" -> new Distribution.Fixed(duration(fields, "value"));
          case "uniform" -> uniform(fields);
          case "exponential" -> new Distribution.Exponential(duration(fields, "mean"));
          case "normal" ->
              new Distribution.Normal(duration(fields, "mean"), duration(fields, "sd"));
          case "log-normal" -> logNormal(fields);
          case "pareto" -> pareto(fields);
          case "bimodal" -> bimodal(fields);
          default -> unknown(fields, fallback);
        };
    fields.done();
    return distribution;
  }

  private static Distribution uniform(Fields fields) {
    Duration from = duration(fields, "from");
    return new Distribution.Uniform(from, notBelow(fields, "to", "from", from));
  }

  private static Distribution logNormal(Fields fields) {
    Duration median = positive(fields, "median");
    return new Distribution.LogNormal(median, notBelow(fields, "p99", "median", median));
  }

  private static Distribution pareto(Fields fields) {
    Duration min = positive(fields, "min");
    Range allowed = Range.above(1, Distribution.MOST_ALPHA);
    double alpha = fields.require("alpha").number("alpha", Distribution.MOST_ALPHA, allowed);
    return new Distribution.Pareto(min, alpha);
  }

  private static Distribution bimodal(Fields fields) {
    Duration low = duration(fields, "low");
    Duration high = notBelow(fields, "high", "low", low);
    double highShare = fields.require("highShare").number("highShare", 0, Range.of(0, 1));
    return new Distribution.Bimodal(low, high, highShare);
  }

  /// A duration that is not below that of another field.
  private static Duration notBelow(Fields fields, String name, String other, Duration least) {
    int before = fields.problems().count();
    Duration found = fields.require(name).duration(name, least, Rules.NONE, Distribution.LONGEST);
    if (found.compareTo(least) >= 0) {
      return found;
    }
    if (fields.problems().count() == before) {
      fields.wrong(name, "it is below " + other, other + " or more");
    }
    return least;
  }

  private static Distribution unknown(Fields fields, Distribution fallback) {
    fields.ignoreRest();
    return fallback;
  }

  private static Duration duration(Fields fields, String name) {
    return fields.require(name).duration(name, Rules.NONE, Rules.NONE, Distribution.LONGEST);
  }

  private static Duration positive(Fields fields, String name) {
    return fields
        .require(name)
        .duration(name, Rules.SHORTEST, Rules.SHORTEST, Distribution.LONGEST);
  }
}
