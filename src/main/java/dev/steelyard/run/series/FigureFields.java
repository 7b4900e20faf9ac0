package dev.steelyard.run.series;

import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of a variant as JSON has them: by the measure's id, `value` and `halfWidth95`, which
/// is null where it cannot be told.
public final class FigureFields {
  private FigureFields() {}

  /// All figures of one variant.
  public static Map<String, Object> of(Played played) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      Estimate estimate = played.estimate(measure);
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("value", rounded(estimate.value()));
      figure.put("halfWidth95", rounded(estimate.halfWidth().orElse(Double.NaN)));
      fields.put(measure.id(), figure);
    }
    return fields;
  }

  /// To a millionth: beyond that digits are noise.
  public static double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : Double.NaN;
  }
}
