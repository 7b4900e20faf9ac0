package dev.steelyard.cli;

import dev.steelyard.scenario.json.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that change fields of the scenario.
final class ScenarioOptions {
  @Option(names = "--seed", paramLabel = "N", description = "The root of all chance.")
  private @Nullable Long seed;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Sets any field of the scenario: --set balancer.strategy.type=random --set"
              + " nodes.0.weight=3. The value null takes the field away. Can be repeated.")
  private List<String> assignments = new ArrayList<>();

  List<FieldChange> changes() {
    List<FieldChange> changes = new ArrayList<>(FieldChange.set(assignments));
    if (seed != null) {
      changes.add(new FieldChange("--seed " + seed, "seed", String.valueOf(seed)));
    }
    return changes;
  }

  /// The change that an option `--for` makes.
  static FieldChange lasting(String duration) {
    return new FieldChange("--for " + duration, "duration", '"' + duration + '"');
  }
}
