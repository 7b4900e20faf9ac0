package dev.steelyard.cli;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands that play a scenario once understand.
final class PlayOptions {
  @Mixin private ScenarioChoice choice = new ScenarioChoice();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      converter = ReportDirectory.class,
      description =
          "Writes summary.json, timeline.csv, transitions.csv, scenario.json and dashboard.png"
              + " there.")
  private @Nullable Path directory;

  @Option(
      names = "--json",
      description = "Prints summary.json and nothing else on standard output.")
  private boolean json;

  Scenario read() throws ScenarioException {
    return choice.read();
  }

  /// Whether the command line says how long it lasts.
  boolean limited() {
    return choice.limited();
  }

  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  boolean json() {
    return json;
  }
}
