package dev.steelyard.balancer;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec;
import java.time.Duration;
import java.util.Optional;

/// Everything about a balancer that can be set, and changed while it runs. An empty part is off.
///
/// @param strategy how nodes are chosen
/// @param timeout for each attempt, 1 ms to 1 h
/// @param retry without it, each request has one attempt
/// @param healthCheck without it, nodes are not checked and count as passing
/// @param outlierEjection without it, no node is taken out for what its traffic does
public record BalancerSettings(
    StrategySpec strategy,
    Duration timeout,
    Optional<RetrySettings> retry,
    Optional<HealthCheckSettings> healthCheck,
    Optional<OutlierSettings> outlierEjection) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  public BalancerSettings {
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout: " + timeout + " must be from " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
    }
  }

  /// Only a strategy; all safety nets off.
  public static BalancerSettings of(StrategySpec strategy) {
    return new BalancerSettings(
        strategy, DEFAULT_TIMEOUT, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public BalancerSettings withStrategy(StrategySpec changed) {
    return new BalancerSettings(changed, timeout, retry, healthCheck, outlierEjection);
  }

  public BalancerSettings withTimeout(Duration changed) {
    return new BalancerSettings(strategy, changed, retry, healthCheck, outlierEjection);
  }

  public BalancerSettings withRetry(Optional<RetrySettings> changed) {
    return new BalancerSettings(strategy, timeout, changed, healthCheck, outlierEjection);
  }

  public BalancerSettings withHealthCheck(Optional<HealthCheckSettings> changed) {
    return new BalancerSettings(strategy, timeout, retry, changed, outlierEjection);
  }

  public BalancerSettings withOutlierEjection(Optional<OutlierSettings> changed) {
    return new BalancerSettings(strategy, timeout, retry, healthCheck, changed);
  }
}
