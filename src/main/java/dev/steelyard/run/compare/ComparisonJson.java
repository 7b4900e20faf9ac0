package dev.steelyard.run.compare;

import dev.steelyard.run.compare.Verdict.Difference;
import dev.steelyard.run.series.FigureFields;
import dev.steelyard.run.series.Played;
import dev.steelyard.scenario.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file `comparison.json`: the figures of each strategy with their intervals, and the verdicts.
public final class ComparisonJson {
  private ComparisonJson() {}

  /// The whole file.
  public static String of(Comparison comparison) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", comparison.scenario().id());
    fields.put("world", comparison.world());
    fields.put("seed", comparison.scenario().seed());
    fields.put("repeat", comparison.strategies().getFirst().bySeed().size());
    fields.put(
        "strategies", comparison.strategies().stream().map(ComparisonJson::strategy).toList());
    fields.put("verdicts", comparison.verdicts().stream().map(ComparisonJson::verdict).toList());
    return JsonText.of(fields);
  }

  private static Map<String, Object> strategy(Played played) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("strategy", played.variant().name());
    fields.put("runs", played.runs().size());
    fields.put("figures", FigureFields.of(played));
    return fields;
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("figure", verdict.measure().id());
    fields.put("best", verdict.best());
    fields.put("pairs", verdict.pairs());
    List<Map<String, Object>> differences =
        verdict.others().stream().map(ComparisonJson::difference).toList();
    fields.put("differences", differences);
    return fields;
  }

  /// Whether it is significant is left out where that cannot be told.
  private static Map<String, Object> difference(Difference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("strategy", difference.name());
    fields.put("difference", FigureFields.rounded(difference.difference()));
    fields.put("halfWidth", FigureFields.rounded(difference.halfWidth().orElse(Double.NaN)));
    difference.significant().ifPresent(found -> fields.put("significant", found));
    return fields;
  }
}
