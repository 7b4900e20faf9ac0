package dev.steelyard.fault;

import dev.steelyard.balancer.route.TokenBucket;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A fault that is on, with what it remembers: how many requests it has seen and met, and its
/// tokens.
///
/// Made when the fault begins, for one node; from then on only that node uses it, in its order of
/// calls.
public final class ActiveFault {
  private static final long SECOND = 1_000_000_000L;

  private final Fault fault;
  private final Runnable onSpent;
  private final double chance;
  private final long first;
  private long seen;
  private long met;
  private boolean spent;
  private long metSinceRestart;
  private @Nullable TokenBucket bucket;

  /// @param onSpent runs when a fault for the first few requests has met the last of them
  public ActiveFault(Fault fault, Runnable onSpent) {
    this.fault = fault;
    this.onSpent = onSpent;
    double ratio = fault.effect() instanceof Effect.Errors(double share, int _) ? share : 1;
    this.chance = fault.selection().probability() * ratio;
    this.first = fault.selection().first().orElse(0);
  }

  /// A fault whose end nobody waits for.
  public ActiveFault(Fault fault) {
    this(fault, () -> {});
  }

  public Fault fault() {
    return fault;
  }

  Effect effect() {
    return fault.effect();
  }

  /// Whether it acts on the next request, which is counted. Draws chance only where it is needed.
  boolean meets(RandomGenerator random) {
    if (spent) {
      return false;
    }
    seen++;
    if (seen % fault.selection().every() != 0) {
      return false;
    }
    if (chance < 1 && random.nextDouble() >= chance) {
      return false;
    }
    met++;
    if (met == first) {
      spent = true;
      onSpent.run();
    }
    return true;
  }

  /// How many times as long the work of the next request takes; 1 if it is not met.
  double factor(Effect.OnWork slowness, int others, RandomGenerator random) {
    return meets(random) ? slowness.factor(metSinceRestart++, others) : 1;
  }

  /// Asks the bucket for a token: 0 if there is one, else the whole seconds until then, in
  /// nanoseconds.
  long waitForToken(Effect.RateLimit limit, long nowNanos) {
    if (bucket == null) {
      bucket = new TokenBucket(limit.rate(), limit.burst(), nowNanos);
    }
    return Math.ceilDiv(bucket.take(nowNanos), SECOND) * SECOND;
  }

  /// The node begins anew.
  void restart() {
    metSinceRestart = 0;
  }
}
