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

  /// Why a request is not tried again.
  enum Reason {
    /// The failure is not of a kind that another node could mend.
    NOT_RETRYABLE,
    /// The node may have worked on it, and doing it twice could do harm.
    NOT_REPLAYABLE,
    /// All allowed attempts are used.
    ATTEMPTS_USED
  }
}
