package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.retry.RetryDecision.Reason;

/// Lets requests pay for retries: each puts something in, each retry takes more out, and what was
/// put in is worth nothing after a while. A reserve beside it allows some retries without traffic.
///
/// So however many requests fail, retries stay at a share of the traffic, and a storm of retries
/// cannot feed itself. The reserve is `minPerSecond` x `ttl` retries and may be spent at once; it
/// fills again as the retries that took from it age. With a ratio of 0 only the reserve is there.
///
/// Source: Finagle's `RetryBudget` over its leaky `TokenBucket`, with their integers: a request
/// puts in 1000, a retry takes 1000 / ratio, rounded down.
final class RetryBudget implements RetryLimit {
  private static final double SCALE = 1_000;

  private final long deposit;
  private final long withdrawal;
  private final long reserve;
  private final WindowedSum balance;

  RetryBudget(BudgetSettings settings, long nowNanos) {
    boolean onlyReserve = settings.ratio() == 0;
    deposit = onlyReserve ? 0 : (long) SCALE;
    withdrawal = onlyReserve ? 1 : (int) (SCALE / settings.ratio());
    reserve = settings.minPerSecond() * settings.ttl().toSeconds() * withdrawal;
    balance = new WindowedSum(settings.ttl().toNanos(), nowNanos);
  }

  @Override
  public void requestBegan(long nowNanos) {
    balance.add(deposit, nowNanos);
  }

  @Override
  public void attemptSucceeded() {}

  @Override
  public void attemptFailed() {}

  @Override
  public boolean allows(long nowNanos) {
    if (balance.sum(nowNanos) + reserve < withdrawal) {
      return false;
    }
    balance.add(-withdrawal, nowNanos);
    return true;
  }

  @Override
  public Reason refusal() {
    return Reason.BUDGET_SPENT;
  }
}
