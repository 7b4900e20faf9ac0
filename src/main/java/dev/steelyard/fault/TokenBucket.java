package dev.steelyard.fault;

/// Lets so many a second pass, and a few more at once after a rest: tokens come at a steady rate,
/// up to a bound, and each that passes takes one. Full at its first use.
final class TokenBucket {
  private static final double SECOND = 1e9;

  private final double tokensPerNano;
  private final int most;
  private double tokens;
  private long filledNanos;

  /// @param rate tokens a second
  /// @param most tokens that it holds
  TokenBucket(double rate, int most, long nowNanos) {
    this.tokensPerNano = rate / SECOND;
    this.most = most;
    this.tokens = most;
    this.filledNanos = nowNanos;
  }

  /// Takes a token, and returns 0; if there is none, the time until there is one, above 0.
  long take(long nowNanos) {
    tokens = Math.min(most, tokens + (nowNanos - filledNanos) * tokensPerNano);
    filledNanos = nowNanos;
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) / tokensPerNano));
  }
}
