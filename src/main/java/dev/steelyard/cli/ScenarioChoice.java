package dev.steelyard.cli;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which scenario a command plays, with what changed, for how long.
final class ScenarioChoice {
  @Parameters(paramLabel = "SCENARIO", description = "A file, or the id of a built-in scenario.")
  private String scenario = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it runs, such as 30s, in place of the scenario's duration.")
  private @Nullable String lasting;

  @Mixin private ScenarioOptions options = new ScenarioOptions();

  /// Whether there is an option `--for`.
  boolean limited() {
    return lasting != null;
  }

  Scenario read() throws ScenarioException {
    return read(List.of());
  }

  /// The scenario with further changes, which come last.
  Scenario read(List<FieldChange> further) throws ScenarioException {
    List<FieldChange> changes = new ArrayList<>(options.changes());
    if (lasting != null) {
      changes.add(ScenarioOptions.lasting(lasting));
    }
    changes.addAll(further);
    return ScenarioReader.named(scenario, changes);
  }
}
