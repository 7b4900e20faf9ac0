package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.retry.RetryDecision.Reason;

/// Stops retries and hedges while failures outweigh successes.
///
/// A failed attempt takes a token, a successful one gives a part of one back, and further attempts
/// are made only while more than half of the tokens are there. They cost nothing themselves. Only
/// failures that would be retried count, so that refused nonsense of a client stops nobody.
///
/// Source: gRPC proposal A6, _Throttling Retry Attempts and Hedged RPCs_; in thousandths of a token
/// as grpc-java counts them.
final class RetryThrottle implements RetryLimit {
  private static final int SCALE = 1_000;

  private final long most;
  private final long gain;
  private long tokens;

  RetryThrottle(ThrottleSettings settings) {
    most = (long) settings.maxTokens() * SCALE;
    gain = Math.round(settings.tokenRatio() * SCALE);
    tokens = most;
  }

  @Override
  public void requestBegan(long nowNanos) {}

  @Override
  public void attemptSucceeded() {
    tokens = Math.min(most, tokens + gain);
  }

  @Override
  public void attemptFailed() {
    tokens = Math.max(0, tokens - SCALE);
  }

  @Override
  public boolean allows(long nowNanos) {
    return tokens > most / 2;
  }

  @Override
  public Reason refusal() {
    return Reason.THROTTLED;
  }
}
