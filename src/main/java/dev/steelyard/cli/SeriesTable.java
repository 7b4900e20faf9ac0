package dev.steelyard.cli;

import dev.steelyard.run.compare.Verdict.Difference;
import dev.steelyard.run.series.Estimate;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Measure.Unit;
import dev.steelyard.run.series.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Variants with their figures and how sure those are.
final class SeriesTable {
  private SeriesTable() {}

  /// @param what the head of the first column
  static TextTable of(String what, List<Played> variants, List<Measure> columns) {
    var table = new TextTable();
    List<String> head = new ArrayList<>(List.of(what));
    columns.forEach(measure -> head.add(head(measure)));
    table.row(head);
    for (Played played : variants) {
      List<String> cells = new ArrayList<>(List.of(played.variant().name()));
      columns.forEach(measure -> cells.add(cell(measure, played.estimate(measure))));
      table.row(cells);
    }
    return table;
  }

  static String withUnit(Measure measure, double value) {
    return number(measure.unit(), value, value) + unit(measure);
  }

  static String difference(Measure measure, Difference other) {
    if (!Double.isFinite(other.difference())) {
      return Figures.NONE;
    }
    String sign = other.difference() >= 0 ? "+" : "";
    return sign + number(measure.unit(), other.difference(), other.halfWidth()) + unit(measure);
  }

  private static String head(Measure measure) {
    return measure.word() + unit(measure);
  }

  private static String cell(Measure measure, Estimate estimate) {
    return Double.isFinite(estimate.value())
        ? number(measure.unit(), estimate.value(), estimate.halfWidth())
        : Figures.NONE;
  }

  private static String unit(Measure measure) {
    return switch (measure.unit()) {
      case MILLIS -> " ms";
      case RATIO -> " %";
      case COUNT, INDEX -> "";
    };
  }

  /// Both with as many digits as the larger of them deserves.
  private static String number(Unit unit, double value, OptionalDouble halfWidth) {
    double size = Math.max(Math.abs(value), halfWidth.orElse(0));
    String number = number(unit, value, size);
    return halfWidth.isPresent()
        ? number + " ± " + number(unit, halfWidth.getAsDouble(), size)
        : number;
  }

  private static String number(Unit unit, double value, double size) {
    return switch (unit) {
      case MILLIS -> String.format(Locale.ROOT, size < 10 ? "%.2f" : "%.1f", value);
      case RATIO -> String.format(Locale.ROOT, "%.2f", 100 * value);
      case COUNT -> String.format(Locale.ROOT, size == Math.rint(size) ? "%.0f" : "%.1f", value);
      case INDEX -> String.format(Locale.ROOT, "%.3f", value);
    };
  }
}
