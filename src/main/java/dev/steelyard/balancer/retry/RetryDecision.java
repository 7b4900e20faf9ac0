package dev.steelyard.balancer.retry;

/// What follows a failed attempt.
public sealed interface RetryDecision {
  /// Nothing more is tried.
  ///
  /// @param reason why not
  record GiveUp(Reason reason) implements RetryDecision {}

  /// Another attempt follows.
  ///
  /// @param afterNanos how long to wait first
  record TryAgain(long afterNanos) implements RetryDecision {}

  /// Why a request is not tried again, or gets no hedge.
  enum Reason {
    /// The failure is not of a kind that another node could mend.
    NOT_RETRYABLE,
    /// The node may have worked on it, and doing it twice could do harm.
    NOT_REPLAYABLE,
    /// Its body is too large to be kept for another attempt.
    BODY_TOO_LARGE,
    /// All allowed attempts are used.
    ATTEMPTS_USED,
    /// The time for the whole request is over, or would be before the wait ends.
    OUT_OF_TIME,
    /// The node asks for a longer wait than anybody should wait within a request.
    WAIT_TOO_LONG,
    /// The retry budget has nothing left.
    BUDGET_SPENT,
    /// Too many attempts failed lately.
    THROTTLED,
    /// Every node that takes traffic has got the request already. Hedges only.
    NO_OTHER_NODE;

    /// Whether a budget or throttle refused what would have been made otherwise.
    public boolean isOfLimit() {
      return this == BUDGET_SPENT || this == THROTTLED;
    }
  }
}
