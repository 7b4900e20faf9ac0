package dev.steelyard.cli;

import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.json.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A strategy and its settings as options of a command.
final class StrategyOptions {
  @Option(
      names = "--strategy",
      required = true,
      paramLabel = "S",
      description =
          "The strategy, one of those that the command strategies lists; settings may stand behind"
              + " it, too: power-of-two:choices=3.")
  private String strategy = "";

  @Option(
      names = "--choices",
      paramLabel = "N",
      description = "power-of-two: how many nodes are drawn for a pick.")
  private @Nullable String choices;

  @Option(
      names = "--ties",
      paramLabel = "random|first",
      description = "least-connections: which of equals is taken.")
  private @Nullable String ties;

  @Option(
      names = "--max-fails",
      paramLabel = "N",
      description = "weighted-round-robin: failures that take the whole weight away.")
  private @Nullable String maxFails;

  @Option(
      names = "--decay",
      paramLabel = "DURATION",
      description = "least-response-time, peak-ewma: how long response times count.")
  private @Nullable String decay;

  @Option(
      names = "--failure-penalty",
      paramLabel = "DURATION",
      description = "least-response-time, peak-ewma: a failure counts as an answer this slow.")
  private @Nullable String failurePenalty;

  @Option(
      names = "--key",
      paramLabel = "client|path|header:NAME",
      description = "Hash strategies and sticky: the part of a request that counts.")
  private @Nullable String key;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Ring hashes: points on the ring for each unit of weight.")
  private @Nullable String points;

  @Option(
      names = "--balance-factor",
      paramLabel = "F",
      description = "bounded-ring-hash: how much of the average load a node may have.")
  private @Nullable String balanceFactor;

  @Option(
      names = "--first",
      paramLabel = "S",
      description = "sticky: the strategy that chooses for a client that is new.")
  private @Nullable String first;

  StrategySpec spec() throws ScenarioException {
    List<FieldChange> settings = new ArrayList<>();
    addSetting("--choices", "choices", choices, settings);
    addSetting("--ties", "ties", ties, settings);
    addSetting("--max-fails", "maxFails", maxFails, settings);
    addSetting("--decay", "decay", decay, settings);
    addSetting("--failure-penalty", "failurePenalty", failurePenalty, settings);
    addSetting("--key", "key", key, settings);
    addSetting("--points", "points", points, settings);
    addSetting("--balance-factor", "balanceFactor", balanceFactor, settings);
    addSetting("--first", "first", first, settings);
    return StrategyList.strategy("--strategy " + strategy, strategy, settings);
  }

  private static void addSetting(
      String option, String field, @Nullable String value, List<FieldChange> settings) {
    if (value != null) {
      settings.add(new FieldChange(option + " " + value, field, value));
    }
  }
}
