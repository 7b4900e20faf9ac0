package dev.steelyard.cli;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `picks`: a strategy alone, over nodes that are all up and idle.
@Command(
    name = "picks",
    description = "Prints the nodes that a strategy picks, one a line, all nodes up and idle.")
final class PicksCommand implements Callable<Integer> {
  static final int MOST_PICKS = 10_000_000;

  private static final int PICKS_BETWEEN_CHECKS = 10_000;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--strategy",
      required = true,
      paramLabel = "S",
      description = "The strategy, one of those that the command strategies lists.")
  private String strategy = "";

  @Option(
      names = "--nodes",
      required = true,
      paramLabel = "ID[=WEIGHT],...",
      description = "The nodes in order, with weights of 1 to 1000 (default 1): a=5,b=1,c=1.")
  private String nodes = "";

  @Option(
      names = "--count",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many picks, 1 to 10,000,000 (default ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The root of all chance (default ${DEFAULT-VALUE}).")
  private long seed;

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

  PicksCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ScenarioException {
    if (count < 1 || count > MOST_PICKS) {
      throw badUsage("--count " + count + " is wrong; allowed: 1 to " + MOST_PICKS);
    }
    Strategy working = strategySpec().create(new Seeds(seed).stream("strategy"));
    Pool pool = new Pool();
    try {
      NodeList.addTo(pool, nodes);
    } catch (NodeListException e) {
      throw badUsage(String.valueOf(e.getMessage()));
    }
    Candidates candidates = Objects.requireNonNull(pool.candidates(List.of()));
    PrintWriter out = terminal.out();
    for (int pick = 1; pick <= count; pick++) {
      out.print(working.choose(candidates, Request.get(pick, "/"), 0).node().id() + "\n");
      if (pick % PICKS_BETWEEN_CHECKS == 0 && out.checkError()) {
        break; // Nobody reads any more.
      }
    }
    return ExitStatus.FINE;
  }

  private StrategySpec strategySpec() throws ScenarioException {
    List<FieldChange> settings = new ArrayList<>();
    addSetting("--choices", "choices", choices, settings);
    addSetting("--ties", "ties", ties, settings);
    addSetting("--max-fails", "maxFails", maxFails, settings);
    return ScenarioReader.strategy(
        new FieldChange("--strategy " + strategy, "type", strategy), settings);
  }

  private static void addSetting(
      String option, String field, @Nullable String value, List<FieldChange> settings) {
    if (value != null) {
      settings.add(new FieldChange(option + " " + value, field, value));
    }
  }

  private ParameterException badUsage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
