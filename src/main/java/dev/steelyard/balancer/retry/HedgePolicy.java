package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import org.jspecify.annotations.Nullable;

/// Decides how long an attempt may be on its way before a second one follows it.
///
/// For a percentile it learns from every attempt that is no hedge: how long it took if it
/// succeeded, and how long it had lasted if it was given up or called off. The latter took longer
/// than the delay, which is all that the percentile needs to know of it; left out, each hedge would
/// make the next one come sooner. Attempts that failed by themselves say nothing of how long
/// answers take.
///
/// Source: Dean and Barroso, _The Tail at Scale_ (2013), hedged requests.
public final class HedgePolicy {
  /// Too little is known yet.
  public static final long NEVER = -1;

  private final long fixedNanos;
  private final @Nullable RecentLatencies recent;

  public HedgePolicy(HedgeSettings settings) {
    switch (settings) {
      case AfterDelay delay -> {
        fixedNanos = delay.after().toNanos();
        recent = null;
      }
      case AtPercentile(double percentile, int window) -> {
        fixedNanos = NEVER;
        recent = new RecentLatencies(percentile, window);
      }
    }
  }

  /// How long from an attempt to its hedge, or {@link #NEVER}.
  public long delayNanos() {
    return recent == null ? fixedNanos : recent.percentileNanos();
  }

  /// Hears how an attempt ended that was no hedge.
  public void attemptEnded(Outcome outcome, long latencyNanos) {
    if (recent != null
        && (outcome.succeeded() || outcome == Failure.TIMEOUT || outcome == Failure.CANCELLED)) {
      recent.add(latencyNanos);
    }
  }
}
