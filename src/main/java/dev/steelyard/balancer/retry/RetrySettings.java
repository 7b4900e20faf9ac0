package dev.steelyard.balancer.retry;

/// How failed attempts are followed up.
///
/// @param maxAttempts attempts for one request, the first included, 1 to 10
/// @param retryOn500 whether an answer of 500 is retried like 502, 503 and 504
public record RetrySettings(int maxAttempts, boolean retryOn500) {
  public static final int DEFAULT_MAX_ATTEMPTS = 3;
  public static final int MOST_ATTEMPTS = 10;

  public static final RetrySettings DEFAULTS = new RetrySettings(DEFAULT_MAX_ATTEMPTS, false);

  public RetrySettings {
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "maxAttempts: " + maxAttempts + " must be from 1 to " + MOST_ATTEMPTS);
    }
  }

  /// The settings in a few words.
  public String words() {
    return (maxAttempts == 1 ? "1 attempt" : maxAttempts + " attempts")
        + (retryOn500 ? ", also on 500" : "");
  }
}
