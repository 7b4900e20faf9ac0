package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.compare.Comparison;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `compare`: the same traffic through several strategies.
@Command(
    name = "compare",
    description =
        "Plays the same traffic, work and faults through several strategies and says which is"
            + " better.")
final class CompareCommand implements Callable<Integer> {
  static final int MOST_STRATEGIES = 20;

  private final SeriesPlay play;
  private final Series live;
  private final Series virtual;

  @Mixin private SeriesOptions options = new SeriesOptions();

  @Option(
      names = "--strategies",
      required = true,
      paramLabel = "A,B,...",
      description =
          "The strategies, 2 to 20 of those that the command strategies lists, with settings where"
              + " wanted: random,power-of-two,power-of-two:choices=3.")
  private String strategies = "";

  @Option(
      names = "--world",
      defaultValue = "virtual",
      paramLabel = "virtual|live",
      description = "Virtual time, or real HTTP on this machine (default ${DEFAULT-VALUE}).")
  private String world = "virtual";

  CompareCommand(SeriesPlay play, Series live, Series virtual) {
    this.play = play;
    this.live = live;
    this.virtual = virtual;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    Series series =
        switch (world) {
          case "virtual" -> virtual;
          case "live" -> live;
          default ->
              throw options.badUsage("--world " + world + " is wrong; allowed: virtual, live");
        };
    Scenario scenario = options.read(List.of());
    if (series == virtual) {
      ScenarioReader.inVirtualTime(scenario);
    }
    List<Variant> variants = StrategyList.of(strategies, scenario);
    checkNames(variants.stream().map(Variant::name).toList());
    return play.play(
        series,
        variants,
        options,
        played -> new ComparisonResults(new Comparison(scenario, world, played)));
  }

  private void checkNames(List<String> names) {
    if (names.size() < 2 || names.size() > MOST_STRATEGIES) {
      throw options.badUsage(
          "--strategies "
              + strategies
              + " is wrong; allowed: 2 to "
              + MOST_STRATEGIES
              + " of them");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw options.badUsage(
          "--strategies " + strategies + " is wrong; allowed: each of them once");
    }
  }
}
