package dev.steelyard.balancer.retry;

/// How failures take the right to retry away, and successes give it back.
///
/// @param maxTokens how many tokens there are at most and at first, 1 to 1000
/// @param tokenRatio what a success gives, 0.001 to 1000, exact to three decimals
public record ThrottleSettings(int maxTokens, double tokenRatio) implements LimitSettings {
  public static final int MOST_TOKENS = 1_000;
  public static final double LEAST_RATIO = 0.001;
  public static final double MOST_RATIO = 1_000;

  /// Those of the example in gRPC's service config.
  public static final ThrottleSettings DEFAULTS = new ThrottleSettings(10, 0.1);

  public ThrottleSettings {
    if (maxTokens < 1 || maxTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "maxTokens: " + maxTokens + " must be from 1 to " + MOST_TOKENS);
    }
    if (!(tokenRatio >= LEAST_RATIO && tokenRatio <= MOST_RATIO)) {
      throw new IllegalArgumentException(
          "tokenRatio: " + tokenRatio + " must be from " + LEAST_RATIO + " to " + MOST_RATIO);
    }
  }

  @Override
  public String words() {
    return "throttle " + maxTokens + " tokens, " + tokenRatio + " each success";
  }
}
