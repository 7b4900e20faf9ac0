package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import java.time.Duration;
import java.util.Optional;

/// Reads `balancer`. A part that is left out is off; in a part that is there, what is left out has
/// the production value.
final class BalancerBinder {
  private BalancerBinder() {}

  static Part bind(Fields scenario) {
    Optional<Fields> fields = scenario.object("balancer");
    int count = fields.map(found -> found.whole("count", 1, 1, Scenario.MOST_BALANCERS)).orElse(1);
    BalancerSettings settings =
        fields
            .map(BalancerBinder::settings)
            .orElseGet(() -> BalancerSettings.of(StrategyBinder.DEFAULT));
    return new Part(count, settings);
  }

  /// What was read.
  ///
  /// @param count how many balancers there are
  record Part(int count, BalancerSettings settings) {}

  static BalancerSettings settings(Fields fields) {
    StrategySpec strategy = StrategyBinder.bind(fields, "strategy");
    Duration timeout =
        fields.duration(
            "timeout",
            BalancerSettings.DEFAULT_TIMEOUT,
            BalancerSettings.SHORTEST_TIMEOUT,
            BalancerSettings.LONGEST_TIMEOUT);
    Optional<Duration> requestTimeout = RetryBinder.requestTimeout(fields);
    Optional<RetrySettings> retry = fields.object("retry").map(RetryBinder::retry);
    Optional<HedgeSettings> hedge = fields.object("hedge").map(RetryBinder::hedge);
    var healthCheck = fields.object("healthCheck").map(HealthBinder::healthCheck);
    var outlierEjection = fields.object("outlierEjection").map(HealthBinder::outlierEjection);
    var circuitBreaker = fields.object("circuitBreaker").map(HealthBinder::circuitBreaker);
    var slowStart = fields.object("slowStart").map(HealthBinder::slowStart);
    double panicThreshold = fields.number("panicThreshold", 0, Range.of(0, 1));
    boolean closeIdle = fields.flag("closeIdle", true);
    fields.done();
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        hedge,
        healthCheck,
        outlierEjection,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }
}
