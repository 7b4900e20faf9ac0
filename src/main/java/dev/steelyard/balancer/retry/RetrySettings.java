package dev.steelyard.balancer.retry;

import java.util.Optional;

/// How failed attempts are followed up.
///
/// @param maxAttempts attempts for one request, the first and a hedge included, 1 to 10
/// @param retryOn500 whether an answer of 500 is retried like 502, 503 and 504
/// @param backoff how long to wait before each retry
/// @param limit what keeps retries from becoming too many; empty for nothing
public record RetrySettings(
    int maxAttempts, boolean retryOn500, BackoffSettings backoff, Optional<LimitSettings> limit) {
  public static final int DEFAULT_MAX_ATTEMPTS = 3;
  public static final int MOST_ATTEMPTS = 10;

  public static final RetrySettings DEFAULTS = new RetrySettings(DEFAULT_MAX_ATTEMPTS, false);

  public RetrySettings {
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "maxAttempts: " + maxAttempts + " must be from 1 to " + MOST_ATTEMPTS);
    }
  }

  /// Retries that follow at once, as many as are allowed.
  public RetrySettings(int maxAttempts, boolean retryOn500) {
    this(maxAttempts, retryOn500, BackoffSettings.NONE, Optional.empty());
  }

  public RetrySettings withMaxAttempts(int changed) {
    return new RetrySettings(changed, retryOn500, backoff, limit);
  }

  public RetrySettings withRetryOn500(boolean changed) {
    return new RetrySettings(maxAttempts, changed, backoff, limit);
  }

  public RetrySettings withBackoff(BackoffSettings changed) {
    return new RetrySettings(maxAttempts, retryOn500, changed, limit);
  }

  public RetrySettings withLimit(Optional<LimitSettings> changed) {
    return new RetrySettings(maxAttempts, retryOn500, backoff, changed);
  }

  /// The settings in a few words.
  public String words() {
    return (maxAttempts == 1 ? "1 attempt" : maxAttempts + " attempts")
        + (retryOn500 ? ", also on 500" : "")
        + (backoff.equals(BackoffSettings.NONE) ? "" : ", " + backoff.words())
        + limit.map(found -> ", " + found.words()).orElse("");
  }
}
