package dev.steelyard.scenario;

import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BackoffSettings.None;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.scenario.text.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// `retry` and `hedge` of a balancer as fields to write.
final class RetryFields {
  private RetryFields() {}

  static Map<String, Object> retry(RetrySettings retry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("maxAttempts", retry.maxAttempts());
    fields.put("retryOn500", retry.retryOn500());
    fields.put("backoff", backoff(retry.backoff()));
    retry
        .limit()
        .ifPresent(limit -> {
          switch (limit) {
            case BudgetSettings budget -> fields.put("budget", budget(budget));
            case ThrottleSettings throttle -> fields.put("throttle", throttle(throttle));
          }
        });
    return fields;
  }

  static Map<String, Object> hedge(HedgeSettings hedge) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (hedge) {
      case AfterDelay(Duration after) -> fields.put("after", Durations.format(after));
      case AtPercentile(double percentile, int window) -> {
        fields.put("percentile", percentile);
        fields.put("window", window);
      }
    }
    return fields;
  }

  private static Map<String, Object> backoff(BackoffSettings backoff) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", backoff.type());
    switch (backoff) {
      case None() -> {}
      case Fixed(Duration base, Jitter jitter) -> {
        fields.put("base", Durations.format(base));
        fields.put("jitter", jitter.word());
      }
      case Exponential(Duration base, Duration cap, Jitter jitter) -> {
        fields.put("base", Durations.format(base));
        fields.put("cap", Durations.format(cap));
        fields.put("jitter", jitter.word());
      }
    }
    return fields;
  }

  private static Map<String, Object> budget(BudgetSettings budget) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ratio", budget.ratio());
    fields.put("minPerSecond", budget.minPerSecond());
    fields.put("ttl", Durations.format(budget.ttl()));
    return fields;
  }

  private static Map<String, Object> throttle(ThrottleSettings throttle) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("maxTokens", throttle.maxTokens());
    fields.put("tokenRatio", throttle.tokenRatio());
    return fields;
  }
}
