package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.scenario.text.Durations;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parts of `balancer` that decide who may be chosen, as the fields of a scenario file.
final class HealthFields {
  private HealthFields() {}

  /// Puts every part that is on among the fields of `balancer`.
  static void put(BalancerSettings balancer, Map<String, Object> fields) {
    balancer.healthCheck().ifPresent(part -> fields.put("healthCheck", healthCheck(part)));
    balancer.outlierEjection().ifPresent(part -> fields.put("outlierEjection", ejection(part)));
    balancer.circuitBreaker().ifPresent(part -> fields.put("circuitBreaker", breaker(part)));
    balancer.slowStart().ifPresent(part -> fields.put("slowStart", slowStart(part)));
    fields.put("panicThreshold", balancer.panicThreshold());
    fields.put("closeIdle", balancer.closeIdle());
  }

  private static Map<String, Object> healthCheck(HealthCheckSettings check) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", check.path());
    fields.put("interval", Durations.format(check.interval()));
    fields.put("timeout", Durations.format(check.timeout()));
    fields.put("rise", check.rise());
    fields.put("fall", check.fall());
    fields.put("warmUpProbes", check.warmUpProbes());
    fields.put("readmit", check.readmit());
    return fields;
  }

  private static Map<String, Object> ejection(OutlierSettings ejection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("consecutiveFailures", ejection.consecutiveFailures());
    fields.put("interval", Durations.format(ejection.interval()));
    fields.put("baseTime", Durations.format(ejection.baseTime()));
    fields.put("maxTime", Durations.format(ejection.maxTime()));
    fields.put("maxEjected", ejection.maxEjected());
    fields.put(
        "successRate", ejection.successRate().<Object>map(HealthFields::rates).orElse(false));
    return fields;
  }

  private static Map<String, Object> rates(SuccessRateSettings rates) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("minimumNodes", rates.minimumNodes());
    fields.put("minimumRequests", rates.minimumRequests());
    fields.put("deviations", rates.deviations());
    return fields;
  }

  private static Map<String, Object> breaker(CircuitBreakerSettings breaker) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("window", breaker.window());
    fields.put("minimumCalls", breaker.minimumCalls());
    fields.put("failureRate", breaker.failureRate());
    fields.put("slowCallRate", breaker.slowCallRate());
    fields.put("slowCallTime", Durations.format(breaker.slowCallTime()));
    fields.put("openFor", Durations.format(breaker.openFor()));
    fields.put("trialCalls", breaker.trialCalls());
    return fields;
  }

  private static Map<String, Object> slowStart(SlowStartSettings slowStart) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("window", Durations.format(slowStart.window()));
    fields.put("aggression", slowStart.aggression());
    fields.put("minimum", slowStart.minimum());
    return fields;
  }
}
