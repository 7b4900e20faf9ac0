package dev.steelyard.run.report;

import dev.steelyard.run.Result;
import dev.steelyard.run.expected.Expectation;
import dev.steelyard.run.expected.Expectation.Formula;
import dev.steelyard.run.expected.Expectation.NoFormula;
import dev.steelyard.run.expected.InFlight;
import dev.steelyard.theory.QueueModel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The field `expected` of summary.json: the `model` that applies with its figures, or else
/// `noFormula` with the reason; and `inFlight` by Little's law, where no attempt failed.
final class ExpectedJson {
  private static final double NANOS = 1e9;

  private ExpectedJson() {}

  static Map<String, Object> of(Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (Expectation.of(result.scenario(), result.summary())) {
      case Formula(QueueModel model, String note) -> {
        fields.put("model", model.name());
        fields.put("note", note);
        fields.put("latencyMillis", latency(model));
        fields.put("utilization", model.utilization());
      }
      case NoFormula(String reason) -> fields.put("noFormula", reason);
    }
    InFlight.of(result.summary()).ifPresent(found -> fields.put("inFlight", inFlight(found)));
    return fields;
  }

  private static Map<String, Object> latency(QueueModel model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mean", SummaryJson.millis(NANOS * model.meanTime()));
    fields.put("p50", SummaryJson.millis(NANOS * model.timeQuantile(0.5)));
    fields.put("p90", SummaryJson.millis(NANOS * model.timeQuantile(0.9)));
    fields.put("p99", SummaryJson.millis(NANOS * model.timeQuantile(0.99)));
    fields.put("p999", SummaryJson.millis(NANOS * model.timeQuantile(0.999)));
    return fields;
  }

  private static Map<String, Object> inFlight(InFlight found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("measured", found.measured());
    fields.put("expected", found.expected());
    return fields;
  }
}
