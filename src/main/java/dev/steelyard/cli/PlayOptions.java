package dev.steelyard.cli;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the commands that play a scenario understand.
final class PlayOptions {
  @Parameters(paramLabel = "SCENARIO", description = "A file, or the id of a built-in scenario.")
  private String scenario = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it runs, such as 30s, in place of the scenario's duration.")
  private @Nullable String lasting;

  @Mixin private ScenarioOptions options = new ScenarioOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes summary.json, timeline.csv, transitions.csv, scenario.json and dashboard.png"
              + " there.")
  private @Nullable Path directory;

  @Option(
      names = "--json",
      description = "Prints summary.json and nothing else on standard output.")
  private boolean json;

  Scenario read() throws ScenarioException {
    List<FieldChange> changes = new ArrayList<>(options.changes());
    if (lasting != null) {
      changes.add(ScenarioOptions.lasting(lasting));
    }
    return ScenarioReader.named(scenario, changes);
  }

  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  boolean json() {
    return json;
  }
}
