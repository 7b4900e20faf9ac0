package dev.steelyard.scenario;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Range;
import java.time.Duration;
import java.util.Optional;

/// Reads the parts of `balancer` that decide who may be chosen. What is left out of a part that is
/// there has the production value; for a slow start, which production has not, that of the
/// classroom.
final class HealthBinder {
  private HealthBinder() {}

  static HealthCheckSettings healthCheck(Fields fields) {
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
    int most = HealthCheckSettings.MOST_IN_A_ROW;
    int rise = fields.whole("rise", defaults.rise(), 1, most);
    int fall = fields.whole("fall", defaults.fall(), 1, most);
    int warmUpProbes = fields.whole("warmUpProbes", defaults.warmUpProbes(), 0, most);
    boolean readmit = fields.flag("readmit", true);
    fields.done();
    return new HealthCheckSettings(path, interval, timeout, rise, fall, warmUpProbes, readmit);
  }

  static OutlierSettings outlierEjection(Fields fields) {
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
    Optional<SuccessRateSettings> successRate = successRate(fields);
    fields.done();
    return new OutlierSettings(failures, interval, baseTime, maxTime, maxEjected, successRate);
  }

  /// `false` switches it off; left out it is on, as in production.
  private static Optional<SuccessRateSettings> successRate(Fields ejection) {
    String name = "successRate";
    Optional<Located> value = ejection.find(name);
    if (value.isEmpty()) {
      return OutlierSettings.PRODUCTION.successRate();
    }
    if (value.get() instanceof Located.Flag(var _, boolean on)) {
      return on ? OutlierSettings.PRODUCTION.successRate() : Optional.empty();
    }
    if (!(value.get() instanceof Located.Members)) {
      ejection.wrong(name, "it is " + value.get().kind(), "an object in braces, true or false");
      return Optional.empty();
    }
    return ejection.object(name).map(HealthBinder::rates);
  }

  private static SuccessRateSettings rates(Fields fields) {
    SuccessRateSettings defaults = SuccessRateSettings.PRODUCTION;
    int nodes =
        fields.whole("minimumNodes", defaults.minimumNodes(), 1, SuccessRateSettings.MOST_NODES);
    int requests =
        fields.whole(
            "minimumRequests", defaults.minimumRequests(), 1, SuccessRateSettings.MOST_REQUESTS);
    double deviations =
        fields.number(
            "deviations",
            defaults.deviations(),
            Range.above(0, SuccessRateSettings.MOST_DEVIATIONS));
    fields.done();
    return new SuccessRateSettings(nodes, requests, deviations);
  }

  static CircuitBreakerSettings circuitBreaker(Fields fields) {
    CircuitBreakerSettings defaults = CircuitBreakerSettings.PRODUCTION;
    int most = CircuitBreakerSettings.MOST_CALLS;
    int window = fields.whole("window", defaults.window(), 1, most);
    int minimumCalls = fields.whole("minimumCalls", defaults.minimumCalls(), 1, most);
    double failureRate = fields.number("failureRate", defaults.failureRate(), Range.above(0, 1));
    double slowCallRate = fields.number("slowCallRate", defaults.slowCallRate(), Range.above(0, 1));
    Duration slowCallTime =
        fields.duration(
            "slowCallTime",
            defaults.slowCallTime(),
            CircuitBreakerSettings.SHORTEST_SLOW_CALL,
            CircuitBreakerSettings.LONGEST);
    Duration openFor =
        fields.duration(
            "openFor",
            defaults.openFor(),
            CircuitBreakerSettings.SHORTEST_OPEN,
            CircuitBreakerSettings.LONGEST);
    int trialCalls =
        fields.whole(
            "trialCalls", defaults.trialCalls(), 1, CircuitBreakerSettings.MOST_TRIAL_CALLS);
    fields.done();
    return new CircuitBreakerSettings(
        window, minimumCalls, failureRate, slowCallRate, slowCallTime, openFor, trialCalls);
  }

  static SlowStartSettings slowStart(Fields fields) {
    SlowStartSettings defaults = SlowStartSettings.CLASSROOM;
    Duration window =
        fields.duration(
            "window",
            defaults.window(),
            SlowStartSettings.SHORTEST_WINDOW,
            SlowStartSettings.LONGEST_WINDOW);
    double aggression =
        fields.number(
            "aggression", defaults.aggression(), Range.above(0, SlowStartSettings.MOST_AGGRESSION));
    double minimum = fields.number("minimum", defaults.minimum(), Range.above(0, 1));
    fields.done();
    return new SlowStartSettings(window, aggression, minimum);
  }
}
