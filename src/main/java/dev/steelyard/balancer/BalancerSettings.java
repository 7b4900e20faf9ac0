package dev.steelyard.balancer;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.RetryPolicy;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec;
import java.time.Duration;
import java.util.Optional;

/// Everything about a balancer that can be set, and changed while it runs. An empty part is off.
///
/// @param strategy how nodes are chosen
/// @param timeout for each attempt, 1 ms to 1 h
/// @param requestTimeout for a whole request with all its attempts and waits, 1 ms to 1 h; without
///   it only the attempts are bounded
/// @param retry without it, each request has one attempt
/// @param hedge without it, no second attempt is sent beside a slow one; with it each request may
///   have one, within `maxAttempts`, or beyond its only attempt where there is no retry
/// @param healthCheck without it, nodes are not checked and count as passing
/// @param outlierEjection without it, no node is taken out for what its traffic does
/// @param circuitBreaker without it, no node has a circuit breaker
/// @param slowStart without it, a node that comes back has its whole weight at once
/// @param panicThreshold the share of healthy members below which all members are candidates, 0 to
///   1; 0 is off
/// @param closeIdle whether idle connections to a node that has left are closed; false is the bad
///   example
public record BalancerSettings(
    StrategySpec strategy,
    Duration timeout,
    Optional<Duration> requestTimeout,
    Optional<RetrySettings> retry,
    Optional<HedgeSettings> hedge,
    Optional<HealthCheckSettings> healthCheck,
    Optional<OutlierSettings> outlierEjection,
    Optional<CircuitBreakerSettings> circuitBreaker,
    Optional<SlowStartSettings> slowStart,
    double panicThreshold,
    boolean closeIdle) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  public BalancerSettings {
    checkTimeout("timeout", timeout);
    requestTimeout.ifPresent(found -> checkTimeout("requestTimeout", found));
    if (!(panicThreshold >= 0 && panicThreshold <= 1)) {
      throw new IllegalArgumentException(
          "panicThreshold: " + panicThreshold + " must be from 0 to 1");
    }
  }

  /// Only a strategy; all safety nets off.
  public static BalancerSettings of(StrategySpec strategy) {
    return new BalancerSettings(
        strategy,
        DEFAULT_TIMEOUT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        true);
  }

  public BalancerSettings withStrategy(StrategySpec changed) {
    return new BalancerSettings(
        changed,
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

  public BalancerSettings withTimeout(Duration changed) {
    return new BalancerSettings(
        strategy,
        changed,
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

  public BalancerSettings withRequestTimeout(Optional<Duration> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        changed,
        retry,
        hedge,
        healthCheck,
        outlierEjection,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withRetry(Optional<RetrySettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        changed,
        hedge,
        healthCheck,
        outlierEjection,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withHedge(Optional<HedgeSettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        changed,
        healthCheck,
        outlierEjection,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withHealthCheck(Optional<HealthCheckSettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        hedge,
        changed,
        outlierEjection,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withOutlierEjection(Optional<OutlierSettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        hedge,
        healthCheck,
        changed,
        circuitBreaker,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withCircuitBreaker(Optional<CircuitBreakerSettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        hedge,
        healthCheck,
        outlierEjection,
        changed,
        slowStart,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withSlowStart(Optional<SlowStartSettings> changed) {
    return new BalancerSettings(
        strategy,
        timeout,
        requestTimeout,
        retry,
        hedge,
        healthCheck,
        outlierEjection,
        circuitBreaker,
        changed,
        panicThreshold,
        closeIdle);
  }

  public BalancerSettings withPanicThreshold(double changed) {
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
        changed,
        closeIdle);
  }

  public BalancerSettings withCloseIdle(boolean changed) {
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
        changed);
  }

  /// The longest that a request can take: every attempt runs into its timeout, and every wait is as
  /// long as a node may ask for.
  public Duration longestRequest() {
    int attempts = retry.map(RetrySettings::maxAttempts).orElse(hedge.isPresent() ? 2 : 1);
    int waits = retry.isPresent() ? attempts - 1 : 0;
    Duration all =
        timeout.multipliedBy(attempts).plus(RetryPolicy.LONGEST_WAIT.multipliedBy(waits));
    return requestTimeout.filter(found -> found.compareTo(all) < 0).orElse(all);
  }

  private static void checkTimeout(String field, Duration value) {
    if (value.compareTo(SHORTEST_TIMEOUT) < 0 || value.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
    }
  }
}
