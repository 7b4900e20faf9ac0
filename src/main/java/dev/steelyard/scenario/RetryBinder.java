package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `requestTimeout`, `retry` and `hedge` of a balancer.
final class RetryBinder {
  private static final Choices BACKOFFS = Choices.of(List.of("none", "fixed", "exponential"));
  private static final Choices JITTERS = jitters(List.of(Jitter.values()));
  private static final Choices FIXED_JITTERS =
      jitters(List.of(Jitter.NONE, Jitter.FULL, Jitter.EQUAL));

  private RetryBinder() {}

  static Optional<Duration> requestTimeout(Fields balancer) {
    return balancer.durationIfThere(
        "requestTimeout", BalancerSettings.SHORTEST_TIMEOUT, BalancerSettings.LONGEST_TIMEOUT);
  }

  static RetrySettings retry(Fields fields) {
    int maxAttempts =
        fields.whole(
            "maxAttempts", RetrySettings.DEFAULT_MAX_ATTEMPTS, 1, RetrySettings.MOST_ATTEMPTS);
    boolean retryOn500 = fields.flag("retryOn500", RetrySettings.DEFAULTS.retryOn500());
    BackoffSettings backoff =
        fields.object("backoff").map(RetryBinder::backoff).orElse(BackoffSettings.NONE);
    Optional<LimitSettings> budget = fields.object("budget").map(RetryBinder::budget);
    Optional<LimitSettings> throttle = fields.object("throttle").map(RetryBinder::throttle);
    if (budget.isPresent() && throttle.isPresent()) {
      fields.wrong("throttle", "there is a budget already", "either a budget or a throttle");
    }
    fields.done();
    return new RetrySettings(maxAttempts, retryOn500, backoff, budget.or(() -> throttle));
  }

  private static BackoffSettings backoff(Fields fields) {
    fields.require("type");
    Optional<String> type = fields.choice("type", BACKOFFS);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    BackoffSettings settings =
        switch (type.orElse("none")) {
          case "fixed" -> new Fixed(base(fields), jitter(fields, FIXED_JITTERS, Jitter.NONE));
          case "exponential" -> exponential(fields);
          default -> BackoffSettings.NONE;
        };
    fields.done();
    return settings;
  }

  private static BackoffSettings exponential(Fields fields) {
    Duration base = base(fields);
    Duration usual = BackoffSettings.DEFAULT_CAP;
    Duration cap =
        fields.duration(
            "cap", base.compareTo(usual) > 0 ? base : usual, base, BackoffSettings.LONGEST);
    return new Exponential(base, cap, jitter(fields, JITTERS, Jitter.FULL));
  }

  private static Duration base(Fields fields) {
    return fields.duration(
        "base", BackoffSettings.DEFAULT_BASE, BackoffSettings.SHORTEST, BackoffSettings.LONGEST);
  }

  private static Jitter jitter(Fields fields, Choices allowed, Jitter fallback) {
    Optional<String> word = fields.choice("jitter", allowed);
    return Arrays.stream(Jitter.values())
        .filter(jitter -> word.isPresent() && jitter.word().equals(word.get()))
        .findFirst()
        .orElse(fallback);
  }

  private static BudgetSettings budget(Fields fields) {
    BudgetSettings defaults = BudgetSettings.DEFAULTS;
    double ratio = fields.number("ratio", defaults.ratio(), Range.of(0, BudgetSettings.MOST_RATIO));
    int minPerSecond =
        fields.whole("minPerSecond", defaults.minPerSecond(), 0, BudgetSettings.MOST_PER_SECOND);
    Duration ttl =
        fields.duration(
            "ttl", defaults.ttl(), BudgetSettings.SHORTEST_TTL, BudgetSettings.LONGEST_TTL);
    fields.done();
    return new BudgetSettings(ratio, minPerSecond, ttl);
  }

  private static ThrottleSettings throttle(Fields fields) {
    ThrottleSettings defaults = ThrottleSettings.DEFAULTS;
    int maxTokens =
        fields.whole("maxTokens", defaults.maxTokens(), 1, ThrottleSettings.MOST_TOKENS);
    double tokenRatio =
        fields.number(
            "tokenRatio",
            defaults.tokenRatio(),
            Range.of(ThrottleSettings.LEAST_RATIO, ThrottleSettings.MOST_RATIO));
    fields.done();
    return new ThrottleSettings(maxTokens, tokenRatio);
  }

  static HedgeSettings hedge(Fields fields) {
    Optional<Duration> after =
        fields.durationIfThere("after", Duration.ZERO, HedgeSettings.LONGEST);
    double percentile =
        fields.number(
            "percentile", AtPercentile.DEFAULT, Range.of(AtPercentile.LEAST, AtPercentile.MOST));
    int window =
        fields.whole(
            "window",
            AtPercentile.DEFAULT_WINDOW,
            AtPercentile.SMALLEST_WINDOW,
            AtPercentile.LARGEST_WINDOW);
    for (String name : List.of("percentile", "window")) {
      if (fields.has("after") && fields.has(name)) {
        fields.wrong(name, "there is a delay already", "either after or a percentile");
      }
    }
    fields.done();
    return after
        .<HedgeSettings>map(AfterDelay::new)
        .orElseGet(() -> new AtPercentile(percentile, window));
  }

  private static Choices jitters(List<Jitter> allowed) {
    return Choices.of(allowed.stream().map(Jitter::word).toList());
  }
}
