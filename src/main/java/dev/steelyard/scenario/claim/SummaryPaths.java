package dev.steelyard.scenario.claim;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.scenario.text.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which paths a claim can name: the numbers of summary.json, a node by its id, and
/// `transitions.NODE.STATE` for how many times that node went to that state or `joined` or `left`,
/// with several balancers counted for each of them.
public final class SummaryPaths {
  /// The figures of a latency; that of the whole run has `meanHalfWidth95` besides.
  public static final List<String> LATENCY = List.of("mean", "p50", "p90", "p99", "p999", "max");

  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "requests", List.of("generated", "succeeded", "failed", "inFlight", "perSecond"),
          "attempts",
              List.of(
                  "total",
                  "first",
                  "retries",
                  "hedges",
                  "cancelled",
                  "refusedByBudget",
                  "misrouted"),
          "discovery",
              List.of(
                  "expiredLeases",
                  "worstStaleSeconds",
                  "worstLagSeconds",
                  "leaseDetectionSeconds",
                  "checkDetectionSeconds"),
          "latencyMillis", List.of("mean", "p50", "p90", "p99", "p999", "max", "meanHalfWidth95"));
  private static final List<String> PLAIN =
      List.of("measuredSeconds", "fairness", "generatorLagMillis");
  private static final List<String> NODE =
      List.of(
          "attempts",
          "share",
          "expectedShare",
          "succeeded",
          "failed",
          "meanInFlight",
          "utilization",
          "misrouted",
          "memberSeconds",
          "connections");
  private static final List<String> POOL_REQUESTS = List.of("generated", "succeeded", "failed");
  private static final List<String> STATES =
      Stream.concat(
              Arrays.stream(NodeState.values()).map(NodeState::word), Stream.of("joined", "left"))
          .toList();

  private SummaryPaths() {}

  /// Why a path leads nowhere in a run with these nodes and pools; empty if it leads to a number.
  public static Optional<String> problem(
      String path, Collection<String> nodes, Collection<String> pools) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    return switch (first) {
      case "failures" -> rest.isEmpty() ? Optional.of(path + " is no number") : Optional.empty();
      case "nodes" -> inside("node", path, rest, nodes, nodeFields());
      case "transitions" -> inside("node", path, rest, nodes, STATES);
      case "pools" -> inside("pool", path, rest, pools, poolFields());
      default -> plain(path, first, rest);
    };
  }

  /// The node or pool that a path after `nodes.`, `transitions.` or `pools.` begins with: ids may
  /// contain dots, so the longest that fits.
  public static Optional<String> node(String rest, Collection<String> ids) {
    return ids.stream()
        .filter(id -> rest.startsWith(id + "."))
        .max((one, other) -> Integer.compare(one.length(), other.length()));
  }

  private static Optional<String> plain(String path, String first, String rest) {
    if (PLAIN.contains(path)) {
      return Optional.empty();
    }
    List<String> fields = GROUPS.get(first);
    if (fields == null) {
      Set<String> names = new LinkedHashSet<>(GROUPS.keySet().stream().sorted().toList());
      names.addAll(List.of("failures", "nodes", "pools", "transitions"));
      names.addAll(PLAIN);
      return Optional.of(
          "there is no "
              + path
              + " in a summary"
              + Nearest.question(first, names)
              + " (there are "
              + String.join(", ", names)
              + ")");
    }
    return fields.contains(rest) ? Optional.empty() : unknown(path, rest, fields);
  }

  private static Optional<String> inside(
      String kind, String path, String rest, Collection<String> ids, List<String> fields) {
    Optional<String> found = node(rest, ids);
    if (found.isEmpty()) {
      int dot = rest.indexOf('.');
      String id = dot < 0 ? rest : rest.substring(0, dot);
      return Optional.of(
          ids.contains(rest)
              ? path + " is no number (it has " + String.join(", ", fields) + ")"
              : "there is no " + kind + " " + id + Nearest.question(id, ids));
    }
    String field = rest.substring(found.get().length() + 1);
    return fields.contains(field) ? Optional.empty() : unknown(path, field, fields);
  }

  private static Optional<String> unknown(String path, String field, List<String> fields) {
    return Optional.of(
        "there is no "
            + path
            + Nearest.question(field, fields)
            + " (there are "
            + String.join(", ", fields)
            + ")");
  }

  private static List<String> nodeFields() {
    Set<String> fields = new LinkedHashSet<>(NODE);
    LATENCY.forEach(figure -> fields.add("latencyMillis." + figure));
    return List.copyOf(fields);
  }

  private static List<String> poolFields() {
    Set<String> fields = new LinkedHashSet<>();
    POOL_REQUESTS.forEach(figure -> fields.add("requests." + figure));
    LATENCY.forEach(figure -> fields.add("latencyMillis." + figure));
    return List.copyOf(fields);
  }
}
