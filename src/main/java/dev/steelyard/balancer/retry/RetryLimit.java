package dev.steelyard.balancer.retry;

/// Counts what further attempts cost and decides whether one more may be made.
interface RetryLimit {
  /// A request came in.
  void requestBegan(long nowNanos);

  /// An attempt succeeded.
  void attemptSucceeded();

  /// An attempt failed in a way that is retried.
  void attemptFailed();

  /// Whether one more attempt may be made; if so, it counts as made.
  boolean allows(long nowNanos);

  /// Why, when it allows none.
  RetryDecision.Reason refusal();
}
