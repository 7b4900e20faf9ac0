package dev.steelyard.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// Results as Markdown tables. A part of which nothing was run is left out.
final class Tables {
  private Tables() {}

  static String simulation(Collection<RunResult> results) {
    List<RunResult> rows = of(Simulation.class, results);
    double best =
        rows.stream()
            .filter(row -> name(row).equals("ssj"))
            .mapToDouble(Tables::cpuNanos)
            .min()
            .orElse(Double.NaN);
    var table = new StringBuilder();
    rows.stream()
        .sorted(Comparator.comparingDouble(Tables::cpuNanos))
        .forEach(row -> {
          String list = row.getParams().getParam("list");
          line(
              table,
              name(row) + (list == null ? "" : " " + list),
              number("%.2f M/s", score(row) / 1e6),
              number("%.0f ns", cpuNanos(row)),
              number("%.2f", best / cpuNanos(row)),
              number("%.0f B", secondary(row, "gc.alloc.rate.norm")));
        });
    return titled(
        "| simulation | requests | processor time each | of SSJ's best | allocated each |",
        5,
        table);
  }

  static String live(Collection<RunResult> results) {
    return besideBareClient("live", of(Live.class, results));
  }

  static String client(Collection<RunResult> results) {
    return besideBareClient("java client", of(Client.class, results));
  }

  private static String besideBareClient(String title, List<RunResult> rows) {
    RunResult bare =
        rows.stream().filter(row -> name(row).equals("bareClient")).findFirst().orElse(null);
    var table = new StringBuilder();
    for (RunResult row : rows) {
      line(
          table,
          name(row),
          number("%.1f k/s", score(row) / 1e3),
          number("%.2f", bare == null ? Double.NaN : score(row) / score(bare)),
          number("%.1f us", cpuNanos(row) / 1e3),
          number("%.2f", bare == null ? Double.NaN : cpuNanos(bare) / cpuNanos(row)));
    }
    return titled(
        "| "
            + title
            + " | requests | of the bare client | processor time each | of the bare client |",
        5,
        table);
  }

  /// One line for each way of picking, one column for each number of nodes.
  static String picks(Collection<RunResult> results) {
    Map<String, Map<Integer, String>> lines = new TreeMap<>();
    for (RunResult row : of(Picks.class, results)) {
      String who = name(row) + " " + row.getParams().getParam("picker");
      lines
          .computeIfAbsent(who, key -> new TreeMap<>())
          .put(Integer.valueOf(row.getParams().getParam("nodes")), number("%.1f", cpuNanos(row)));
    }
    var table = new StringBuilder();
    lines.forEach((who, byNodes) -> line(table, who, String.join(" | ", byNodes.values())));
    return titled("| picks, processor ns each | 5 nodes | 100 | 1000 |", 4, table);
  }

  private static List<RunResult> of(Class<?> benchmark, Collection<RunResult> results) {
    String prefix = benchmark.getName() + ".";
    return results.stream()
        .filter(row -> row.getParams().getBenchmark().startsWith(prefix))
        .toList();
  }

  private static String name(RunResult row) {
    String name = row.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static double score(RunResult row) {
    return row.getPrimaryResult().getScore();
  }

  private static double cpuNanos(RunResult row) {
    return secondary(row, CpuProfiler.LABEL);
  }

  private static double secondary(RunResult row, String label) {
    Result<?> result = row.getSecondaryResults().get(label);
    return result == null ? Double.NaN : result.getScore();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static void line(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String titled(String head, int columns, StringBuilder table) {
    return table.isEmpty() ? "" : "\n" + head + "\n" + "|---".repeat(columns) + "|\n" + table;
  }
}
