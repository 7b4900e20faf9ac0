package dev.steelyard.cli;

import dev.steelyard.balancer.Explanations;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `picks`: a strategy alone, over nodes that are idle, and up unless told otherwise.
@Command(
    name = "picks",
    description = "Prints the nodes that a strategy picks, one a line, all nodes up and idle.")
final class PicksCommand implements Callable<Integer> {
  static final int MOST_PICKS = 10_000_000;

  private static final int DEFAULT_PICKS = 10;
  private static final int PICKS_BETWEEN_CHECKS = 10_000;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private StrategyOptions strategy = new StrategyOptions();

  @Option(
      names = "--nodes",
      required = true,
      paramLabel = "ID[=WEIGHT],...",
      description = "The nodes in order, with weights of 1 to 1000 (default 1): a=5,b=1,c=1.")
  private String nodes = "";

  @Option(
      names = "--down",
      paramLabel = "ID,...",
      description = "Nodes that are down: members that cannot be picked.")
  private @Nullable String down;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many picks, 1 to 10,000,000 (default 10, or one for each key of --keys, which begin"
              + " again when they run out).")
  private @Nullable Integer count;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Hash strategies and sticky: the key of each pick, one a line (default client-1,"
              + " client-2, ...).")
  private @Nullable String keyFile;

  @Option(
      names = "--explain",
      description = "Tells for each pick what every node weighed, who was left out, and the rule.")
  private boolean explain;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The root of all chance (default ${DEFAULT-VALUE}).")
  private long seed;

  PicksCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ScenarioException {
    if (count != null && (count < 1 || count > MOST_PICKS)) {
      throw badUsage("--count " + count + " is wrong; allowed: 1 to " + MOST_PICKS);
    }
    StrategySpec settings = strategy.spec();
    try {
      Pool pool = new Pool();
      NodeList.addTo(pool, nodes);
      if (down != null) {
        NodeList.setDown(pool, down);
      }
      Candidates candidates = pool.candidates(List.of());
      if (candidates == null) {
        throw badUsage("--down " + down + " is wrong; allowed: at least one node stays up");
      }
      pick(settings, pool, candidates, keys(settings));
    } catch (NodeListException | KeyFileException e) {
      throw badUsage(String.valueOf(e.getMessage()));
    }
    return ExitStatus.FINE;
  }

  /// The keys of the picks; none if each pick has its own.
  private List<String> keys(StrategySpec settings) throws KeyFileException {
    if (keyFile == null) {
      return List.of();
    }
    if (!(settings instanceof KeyedSpec)) {
      throw badUsage(
          "--keys is of no use because " + settings.type().id() + " heeds no key; leave it out");
    }
    return KeyFile.read(keyFile);
  }

  private void pick(StrategySpec settings, Pool pool, Candidates candidates, List<String> keys) {
    Strategy working = settings.create(new Seeds(seed).stream("strategy"));
    HashKey part = settings instanceof KeyedSpec keyed ? keyed.key() : HashKey.CLIENT;
    int picks = count != null ? count : keys.isEmpty() ? DEFAULT_PICKS : keys.size();
    PrintWriter out = terminal.out();
    for (int pick = 1; pick <= picks; pick++) {
      String key = keys.isEmpty() ? "client-" + pick : keys.get((pick - 1) % keys.size());
      Request request = request(pick, part, key);
      if (explain) {
        Choice choice = working.explain(candidates, request, 0);
        var explanation = Explanations.of(choice, pool, candidates, List.of());
        out.print(ExplanationText.of(pick + ": " + key, explanation, pool.members()));
      } else {
        out.print(working.choose(candidates, request, 0).node().id() + "\n");
      }
      if (pick % PICKS_BETWEEN_CHECKS == 0 && out.checkError()) {
        break; // Nobody reads any more.
      }
    }
  }

  /// A request which has `key` where the strategy looks for it.
  private static Request request(long id, HashKey part, String key) {
    return switch (part) {
      case HashKey.Client() -> Request.traffic(id, "GET", "/", key, Map.of(), 0);
      case HashKey.Path() -> Request.traffic(id, "GET", key, "client", Map.of(), 0);
      case HashKey.Header(String name) ->
          Request.traffic(id, "GET", "/", "client", Map.of(name, key), 0);
    };
  }

  private ParameterException badUsage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
