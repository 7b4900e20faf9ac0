package dev.steelyard.cli;

import dev.steelyard.run.series.Series;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.json.FieldChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the commands that play a scenario many times understand.
final class SeriesOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private ScenarioChoice choice = new ScenarioChoice();

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Plays each with N seeds, 1 to 1000: that of the scenario, the next one, ... From 2 on"
              + " differences can be told from chance (default ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      converter = ReportDirectory.class,
      description = "Writes the results there, as JSON, as CSV with a row for each run, and more.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "Prints the JSON and nothing else on standard output.")
  private boolean json;

  Scenario read(List<FieldChange> further) throws ScenarioException {
    return choice.read(further);
  }

  int repeat() {
    if (repeat < 1 || repeat > Series.MOST_REPEATS) {
      throw badUsage("--repeat " + repeat + " is wrong; allowed: 1 to " + Series.MOST_REPEATS);
    }
    return repeat;
  }

  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  boolean json() {
    return json;
  }

  ParameterException badUsage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
