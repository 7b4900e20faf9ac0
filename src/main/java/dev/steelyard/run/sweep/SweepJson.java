package dev.steelyard.run.sweep;

import dev.steelyard.run.series.FigureFields;
import dev.steelyard.run.series.Played;
import dev.steelyard.scenario.json.JsonText;
import dev.steelyard.theory.QueueModel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file `sweep.json`: the figures at each value with their intervals, and what theory expects
/// where it does.
public final class SweepJson {
  private SweepJson() {}

  /// The whole file.
  public static String of(Sweep sweep) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", sweep.scenario());
    fields.put("world", "virtual");
    fields.put("path", sweep.path());
    fields.put("repeat", sweep.points().getFirst().bySeed().size());
    fields.put("points", sweep.points().stream().map(SweepJson::point).toList());
    return JsonText.of(fields);
  }

  private static Map<String, Object> point(Played point) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("value", point.variant().name());
    fields.put("runs", point.runs().size());
    fields.put("figures", FigureFields.of(point));
    Sweep.expected(point).ifPresent(model -> fields.put("expected", expected(model)));
    return fields;
  }

  private static Map<String, Object> expected(QueueModel model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model.name());
    fields.put("meanMillis", FigureFields.rounded(1e3 * model.meanTime()));
    fields.put("p99Millis", FigureFields.rounded(1e3 * model.timeQuantile(0.99)));
    return fields;
  }
}
