package dev.steelyard.cli;

import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.DiscoverySummary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.PoolSummary;
import dev.steelyard.run.Result;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Prints the results of a run for people.
final class SummaryTable {
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean colour;

  SummaryTable(Terminal terminal) {
    this.out = terminal.out();
    this.colour = terminal.colour();
  }

  void print(Result result) {
    Summary summary = result.summary();
    out.printf(
        Locale.ROOT,
        "%s: %s, %s, seed %d, %s s measured%n",
        result.scenario().title(),
        summary.strategy(),
        summary.world(),
        summary.seed(),
        Figures.number(summary.measuredSeconds()));
    out.print("\n");
    totals(summary);
    out.print("\n");
    new ExpectedLines(out).print(result);
    out.print("\n");
    pools(summary.pools());
    nodes(summary.nodes());
    transitions(summary.transitions());
    claims(result.claims());
    out.flush();
  }

  private void totals(Summary summary) {
    Summary.Requests requests = summary.requests();
    long ended = requests.succeeded() + requests.failed();
    out.printf(
        Locale.ROOT,
        "Requests  %d, %s a second: %d succeeded (%s), %d failed%s%n",
        requests.generated(),
        Figures.number(requests.perSecond()),
        requests.succeeded(),
        ended == 0 ? Figures.NONE : Figures.percent((double) requests.succeeded() / ended),
        requests.failed(),
        requests.inFlight() == 0 ? "" : ", " + requests.inFlight() + " in flight");
    Summary.Attempts attempts = summary.attempts();
    out.printf(
        Locale.ROOT,
        "Attempts  %d: %d first, %d retries%s%s%s%n",
        attempts.total(),
        attempts.first(),
        attempts.retries(),
        attempts.hedges() == 0 ? "" : ", " + attempts.hedges() + " hedges",
        attempts.cancelled() == 0 ? "" : ", " + attempts.cancelled() + " called off",
        attempts.refusedByBudget() == 0
            ? ""
            : "; " + attempts.refusedByBudget() + " more refused by the budget");
    Latency latency = summary.latency();
    out.printf(
        Locale.ROOT,
        "Latency   %s%n",
        latency.isEmpty()
            ? Figures.NONE
            : String.format(
                Locale.ROOT,
                "mean %s, p50 %s, p90 %s, p99 %s, p99.9 %s, max %s ms",
                Figures.millis(latency.meanNanos()),
                Figures.millis(latency.p50Nanos()),
                Figures.millis(latency.p90Nanos()),
                Figures.millis(latency.p99Nanos()),
                Figures.millis(latency.p999Nanos()),
                Figures.millis(latency.maxNanos())));
    String failures =
        summary.failures().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    out.printf(Locale.ROOT, "Failures  %s%n", failures.isEmpty() ? "none" : failures);
    summary.discovery().ifPresent(found -> discovery(found, attempts.misrouted()));
  }

  private void discovery(DiscoverySummary found, long misrouted) {
    out.printf(
        Locale.ROOT,
        "Discovery %d attempts misrouted, %d expired leases; lists wrong for %.2f s, cut off for"
            + " %.2f s at worst%s%s%n",
        misrouted,
        found.expiredLeases(),
        found.worstLagSeconds(),
        found.worstStaleSeconds(),
        noticed("lease", found.leaseDetectionSeconds()),
        noticed("checks", found.checkDetectionSeconds()));
  }

  private static String noticed(String by, OptionalDouble seconds) {
    return seconds.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "; deaths noticed by %s in %.2f s", by, seconds.getAsDouble());
  }

  private void pools(List<PoolSummary> pools) {
    if (pools.isEmpty()) {
      return;
    }
    int width = pools.stream().mapToInt(pool -> pool.id().length()).max().orElse(0);
    String format = "%-" + Math.max(4, width) + "s  %9s  %9s  %9s%n";
    out.printf(Locale.ROOT, format, "Pool", "Requests", "Failed", "p99 ms");
    for (PoolSummary pool : pools) {
      out.printf(
          Locale.ROOT,
          format,
          pool.id(),
          pool.generated(),
          pool.failed(),
          pool.latency().isEmpty() ? Figures.NONE : Figures.millis(pool.latency().p99Nanos()));
    }
    out.print("\n");
  }

  private void nodes(List<NodeSummary> nodes) {
    int width = nodes.stream().mapToInt(node -> node.id().length()).max().orElse(0);
    String format = "%-" + Math.max(4, width) + "s  %9s  %9s  %9s  %9s  %9s  %11s%n";
    out.printf(
        Locale.ROOT,
        format,
        "Node",
        "Share",
        "Expected",
        "Attempts",
        "Failed",
        "p99 ms",
        "Utilization");
    for (NodeSummary node : nodes) {
      out.printf(
          Locale.ROOT,
          format,
          node.id(),
          Figures.percent(node.share()),
          Figures.percent(node.expectedShare()),
          node.attempts(),
          node.failed(),
          node.latency().isEmpty() ? Figures.NONE : Figures.millis(node.latency().p99Nanos()),
          Figures.percent(node.utilization()));
    }
  }

  private void transitions(List<Summary.Transition> transitions) {
    if (transitions.isEmpty()) {
      return;
    }
    out.print("\n");
    out.print("Transitions\n");
    for (Summary.Transition move : transitions) {
      out.printf(
          Locale.ROOT,
          "%8.1f s  %s%s: %s -> %s, %s%n",
          move.atSeconds(),
          move.balancer().isPresent() ? "balancer " + move.balancer().getAsInt() + ", " : "",
          move.node(),
          move.from(),
          move.to(),
          move.reason());
    }
  }

  private void claims(List<Result.CheckedClaim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    out.print("\n");
    out.print("Claims\n");
    for (Result.CheckedClaim claim : claims) {
      if (claim.holds()) {
        out.printf(Locale.ROOT, "  %s     %s%n", coloured("ok", GREEN), claim.text());
      } else {
        out.printf(
            Locale.ROOT, "  %s  %s: %s%n", coloured("FAILS", RED), claim.text(), claim.condition());
      }
    }
  }

  private String coloured(String word, String code) {
    return colour ? code + word + PLAIN : word;
  }
}
