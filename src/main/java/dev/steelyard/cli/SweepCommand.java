package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import dev.steelyard.run.sweep.Sweep;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sweep`: one field of a scenario at several values.
@Command(
    name = "sweep",
    description = "Plays a scenario in virtual time for each value of one of its fields.")
final class SweepCommand implements Callable<Integer> {
  private final SeriesPlay play;
  private final Series virtual;

  @Mixin private SeriesOptions options = new SeriesOptions();

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "PATH=V1,V2,...",
      description =
          "The field and its values, up to 200: --vary traffic.shape.rate=50,100,150, or as a range"
              + " with a step: --vary traffic.shape.rate=50..150/50, traffic.work.mean=5ms..1s/5ms.")
  private String vary = "";

  SweepCommand(SeriesPlay play, Series virtual) {
    this.play = play;
    this.virtual = virtual;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    Variation variation = variation();
    List<Variant> variants = new ArrayList<>();
    for (String value : variation.values()) {
      String source = "--vary " + variation.path() + "=" + value;
      var change = new FieldChange(source, variation.path(), value);
      Scenario scenario = ScenarioReader.inVirtualTime(options.read(List.of(change)));
      variants.add(new Variant(value, scenario));
    }
    Scenario first = variants.getFirst().scenario();
    return play.play(
        virtual,
        variants,
        options,
        played -> new SweepResults(new Sweep(first.title(), first.id(), variation.path(), played)));
  }

  private Variation variation() {
    try {
      return Variation.parse(vary);
    } catch (IllegalArgumentException e) {
      throw options.badUsage(String.valueOf(e.getMessage()));
    }
  }
}
