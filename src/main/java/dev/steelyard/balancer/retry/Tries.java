package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.request.Request;

/// What a request has behind it.
public interface Tries {
  /// There is no bound on the time of the whole request.
  long NO_DEADLINE = Long.MAX_VALUE;

  Request request();

  /// Attempts that were made, hedges included, 1 or more.
  int attempts();

  /// Attempts of them that were retries.
  int retries();

  /// The wait before the last retry; 0 if there was none.
  long lastWaitNanos();

  /// When the whole request must have ended, or {@link #NO_DEADLINE}.
  long deadlineNanos();
}
