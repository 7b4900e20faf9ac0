package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.PanicThreshold;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.ui.setting.CheckRow;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedRow;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The views of the settings that decide who may be chosen.
final class HealthSections {
  private HealthSections() {}

  /// All of them, in order, folded.
  static List<Section> of(HealthModel model) {
    return List.of(
        healthChecks(model).telling(model.check().on().now()).folded(),
        ejection(model).telling(model.ejection().on().now()).folded(),
        breaker(model).telling(model.breaker().on().now()).folded(),
        slowStart(model).telling(model.slowStart().on().now()).folded(),
        panic(model).telling(model.panic().on().now()).folded());
  }

  private static Section healthChecks(HealthModel model) {
    Setting<Boolean> on = model.check().on();
    var rows = new CheckRows(model.check().part());
    return new Section(
        "Health checks",
        new CheckRow("Check nodes", "Asks each node regularly whether it is well.", on),
        Section.shownWhen(
            on.now(),
            new Presets<>(
                model.check().part(),
                HealthCheckSettings.CLASSROOM,
                HealthCheckSettings.PRODUCTION,
                "HAProxy's defaults"),
            new TypedRow(
                "Interval", "", "Between the starts of two checks of one node.", rows.interval()),
            new TypedRow(
                "Check timeout",
                "",
                "A check without an answer after this has failed.",
                rows.timeout()),
            new TypedRow(
                "Rise",
                "passed",
                "Checks in a row that must pass before a node that is down comes back.",
                rows.rise()),
            new TypedRow(
                "Fall",
                "failed",
                "Checks in a row that must fail before a node that is up goes down.",
                rows.fall())));
  }

  private static Section ejection(HealthModel model) {
    Setting<Boolean> on = model.ejection().on();
    var rows = new EjectionRows(model.ejection().part());
    return new Section(
        "Outlier ejection",
        new CheckRow("Eject nodes", "Takes a node out whose own traffic fails too often.", on),
        Section.shownWhen(
            on.now(),
            new Presets<>(
                model.ejection().part(),
                OutlierSettings.CLASSROOM,
                OutlierSettings.PRODUCTION,
                "Envoy's defaults"),
            new TypedRow(
                "Failures", "in a row", "Failed attempts in a row that eject.", rows.failures()),
            new TypedRow(
                "First ejection",
                "",
                "How long the first ejection lasts; each further one lasts that much longer.",
                rows.baseTime()),
            new TypedRow(
                "Most ejected",
                "%",
                "How many nodes may be out at once; one always may.",
                rows.maxEjected()),
            new CheckRow(
                "Compare success rates",
                "Ejects a node that succeeds far less often than the others.",
                rows.comparesRates()),
            Section.shownWhen(
                rows.comparesRates().now(),
                new TypedRow(
                    "Least requests",
                    "a sweep",
                    "A node with fewer requests between two sweeps is not compared.",
                    rows.minimumRequests())),
            Section.hint(model.hint("balancer.outlierEjection"))));
  }

  private static Section breaker(HealthModel model) {
    Setting<Boolean> on = model.breaker().on();
    var rows = new BreakerRows(model.breaker().part());
    return new Section(
        "Circuit breaker",
        new CheckRow(
            "Break circuits",
            "Stops calls to a node when too many fail or are slow, and tries again later.",
            on),
        Section.shownWhen(
            on.now(),
            new Presets<>(
                model.breaker().part(),
                CircuitBreakerSettings.CLASSROOM,
                CircuitBreakerSettings.PRODUCTION,
                "resilience4j's defaults"),
            new TypedRow("Window", "calls", "Of how many calls the rates are.", rows.window()),
            new TypedRow(
                "Failure rate", "%", "The share of failed calls that opens.", rows.failureRate()),
            new TypedRow(
                "Slow after",
                "",
                "A call that takes longer is slow; if all are, that opens too.",
                rows.slowCallTime()),
            new TypedRow(
                "Open for", "", "How long it stays open before the trial.", rows.openFor()),
            new TypedRow(
                "Trial calls",
                "",
                "How many calls of a half-open breaker decide whether it closes.",
                rows.trialCalls()),
            Section.hint(model.hint("balancer.circuitBreaker"))));
  }

  private static Section slowStart(HealthModel model) {
    Setting<Boolean> on = model.slowStart().on();
    TypedSetting<Duration> window =
        new TypedSetting<>(
            model
                .slowStart()
                .part()
                .part(
                    SlowStartSettings::window,
                    (now, to) -> new SlowStartSettings(to, now.aggression(), now.minimum())),
            Durations.from(SlowStartSettings.SHORTEST_WINDOW, SlowStartSettings.LONGEST_WINDOW));
    return new Section(
        "Slow start",
        new CheckRow(
            "Start slowly", "Lets the weight of a node that comes back grow bit by bit.", on),
        new Presets<>(
            model.wholeSlowStart(),
            Optional.of(SlowStartSettings.CLASSROOM),
            Optional.empty(),
            "Off, as in Envoy"),
        Section.shownWhen(
            on.now(),
            new TypedRow("Whole after", "", "How long it takes to the whole weight.", window),
            Section.hint(model.hint("balancer.slowStart"))));
  }

  private static Section panic(HealthModel model) {
    Setting<Boolean> on = model.panic().on();
    return new Section(
        "Panic",
        new CheckRow(
            "Panic", "When too few nodes seem healthy, sends to all of them, healthy or not.", on),
        Section.shownWhen(
            on.now(),
            new Presets<>(
                model.panic().part(), PanicThreshold.HALF, PanicThreshold.HALF, "Envoy's default"),
            new TypedRow(
                "Panic below",
                "% healthy",
                "The share of healthy nodes below which health is not heeded.",
                new TypedSetting<>(model.panic().part(), Notation.percentAboveZero())),
            Section.hint(model.hint("balancer.panicThreshold"))));
  }
}
