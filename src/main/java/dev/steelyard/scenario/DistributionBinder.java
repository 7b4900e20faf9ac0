package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads a distribution of durations.
final class DistributionBinder {
  private static final Choices TYPES =
      new Choices(
          List.of("fixed", "uniform", "exponential"),
          List.of("normal", "log-normal", "pareto", "bimodal"));

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
          default -> unknown(fields, fallback);
        };
    fields.done();
    return distribution;
  }

  private static Distribution uniform(Fields fields) {
    int before = fields.problems().count();
    Duration from = duration(fields, "from");
    Duration to = duration(fields, "to");
    if (to.compareTo(from) < 0) {
      if (fields.has("to") && fields.problems().count() == before) {
        fields.wrong("to", "it is below from", "from or more");
      }
      return new Distribution.Fixed(from);
    }
    return new Distribution.Uniform(from, to);
  }

  private static Distribution unknown(Fields fields, Distribution fallback) {
    fields.ignoreRest();
    return fallback;
  }

  private static Duration duration(Fields fields, String name) {
    return fields.require(name).duration(name, Rules.NONE, Rules.NONE, Distribution.LONGEST);
  }
}
