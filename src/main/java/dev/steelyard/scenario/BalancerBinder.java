package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
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

  private static BalancerSettings settings(Fields fields) {
    StrategySpec strategy = StrategyBinder.bind(fields, "strategy");
    Duration timeout =
        fields.duration(
            "timeout",
            BalancerSettings.DEFAULT_TIMEOUT,
            BalancerSettings.SHORTEST_TIMEOUT,
            BalancerSettings.LONGEST_TIMEOUT);
    Optional<RetrySettings> retry = fields.object("retry").map(BalancerBinder::retry);
    Optional<HealthCheckSettings> healthCheck =
        fields.object("healthCheck").map(BalancerBinder::healthCheck);
    Optional<OutlierSettings> outlierEjection =
        fields.object("outlierEjection").map(BalancerBinder::outlierEjection);
    fields.done();
    return new BalancerSettings(strategy, timeout, retry, healthCheck, outlierEjection);
  }

  private static RetrySettings retry(Fields fields) {
    int maxAttempts =
        fields.whole(
            "maxAttempts", RetrySettings.DEFAULT_MAX_ATTEMPTS, 1, RetrySettings.MOST_ATTEMPTS);
    boolean retryOn500 = fields.flag("retryOn500", RetrySettings.DEFAULTS.retryOn500());
    fields.done();
    return new RetrySettings(maxAttempts, retryOn500);
  }

  private static HealthCheckSettings healthCheck(Fields fields) {
    HealthCheckSettings defaults = HealthCheckSettings.PRODUCTION;
    String path = fields.text("path", defaults.path(), Rules.PATH);
    Duration interval =
        fields.duration(
            "interval",
            defaults.interval(),
            HealthCheckSettings.SHORTEST_INTERVAL,
            HealthCheckSettings.LONGEST);
    Duration timeout =
        fields.duration(
            "timeout",
            defaults.timeout(),
            HealthCheckSettings.SHORTEST_TIMEOUT,
            HealthCheckSettings.LONGEST);
    int rise = fields.whole("rise", defaults.rise(), 1, HealthCheckSettings.MOST_IN_A_ROW);
    int fall = fields.whole("fall", defaults.fall(), 1, HealthCheckSettings.MOST_IN_A_ROW);
    fields.done();
    return new HealthCheckSettings(path, interval, timeout, rise, fall);
  }

  private static OutlierSettings outlierEjection(Fields fields) {
    OutlierSettings defaults = OutlierSettings.PRODUCTION;
    int failures =
        fields.whole(
            "consecutiveFailures",
            defaults.consecutiveFailures(),
            1,
            OutlierSettings.MOST_FAILURES);
    Duration interval =
        fields.duration(
            "interval", defaults.interval(), OutlierSettings.SHORTEST, OutlierSettings.LONGEST);
    Duration baseTime =
        fields.duration(
            "baseTime", defaults.baseTime(), OutlierSettings.SHORTEST, OutlierSettings.LONGEST);
    Duration atLeastBase =
        defaults.maxTime().compareTo(baseTime) < 0 ? baseTime : defaults.maxTime();
    Duration maxTime = fields.duration("maxTime", atLeastBase, baseTime, OutlierSettings.LONGEST);
    double maxEjected = fields.number("maxEjected", defaults.maxEjected(), Range.of(0, 1));
    fields.done();
    return new OutlierSettings(failures, interval, baseTime, maxTime, maxEjected);
  }
}
