package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.NeverActs;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.PanicThreshold;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.SwitchedPart;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

/// The settings that decide who may be chosen, each part with its switch, and what of them cannot
/// act on so few nodes or so little traffic.
final class HealthModel {
  private final SwitchedPart<HealthCheckSettings> check;
  private final SwitchedPart<OutlierSettings> ejection;
  private final SwitchedPart<CircuitBreakerSettings> breaker;
  private final Setting<Optional<SlowStartSettings>> wholeSlowStart;
  private final SwitchedPart<SlowStartSettings> slowStart;
  private final SwitchedPart<Double> panic;
  private final ObservableValue<List<NeverActs>> neverActs;

  /// @param nodes how many nodes there are
  /// @param greatestRate the most requests per second that come to one balancer, if that is known
  HealthModel(
      Board<BalancerSettings> board,
      ObservableValue<Integer> nodes,
      ObservableValue<OptionalDouble> greatestRate) {
    check =
        new SwitchedPart<>(
            Setting.of(board, BalancerSettings::healthCheck, BalancerSettings::withHealthCheck),
            HealthCheckSettings.CLASSROOM);
    ejection =
        new SwitchedPart<>(
            Setting.of(
                board, BalancerSettings::outlierEjection, BalancerSettings::withOutlierEjection),
            OutlierSettings.CLASSROOM);
    breaker =
        new SwitchedPart<>(
            Setting.of(
                board, BalancerSettings::circuitBreaker, BalancerSettings::withCircuitBreaker),
            CircuitBreakerSettings.CLASSROOM);
    wholeSlowStart =
        Setting.of(board, BalancerSettings::slowStart, BalancerSettings::withSlowStart);
    slowStart = new SwitchedPart<>(wholeSlowStart, SlowStartSettings.CLASSROOM);
    panic =
        new SwitchedPart<>(
            Setting.of(
                board,
                now -> Optional.of(now.panicThreshold()).filter(threshold -> threshold > 0),
                (now, threshold) -> now.withPanicThreshold(threshold.orElse(0.0))),
            PanicThreshold.HALF);
    neverActs =
        board
            .now()
            .flatMap(now ->
                nodes.flatMap(count -> greatestRate.map(rate -> NeverActs.of(now, count, rate))));
  }

  SwitchedPart<HealthCheckSettings> check() {
    return check;
  }

  SwitchedPart<OutlierSettings> ejection() {
    return ejection;
  }

  SwitchedPart<CircuitBreakerSettings> breaker() {
    return breaker;
  }

  SwitchedPart<SlowStartSettings> slowStart() {
    return slowStart;
  }

  /// The slow start or none; in production there is none.
  Setting<Optional<SlowStartSettings>> wholeSlowStart() {
    return wholeSlowStart;
  }

  /// The share of healthy nodes below which health is not heeded.
  SwitchedPart<Double> panic() {
    return panic;
  }

  /// Why a part cannot act though it is on; empty if it can.
  ///
  /// @param setting its field in a scenario: `balancer.slowStart`
  ObservableValue<String> hint(String setting) {
    return neverActs.map(all ->
        all.stream()
            .filter(found -> found.setting().equals(setting))
            .map(NeverActs::sentence)
            .collect(Collectors.joining(" ")));
  }
}
