package dev.steelyard.balancer.node;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One member of the pool, as the balancer sees it: its weight, what is in flight to it, and
/// whether it may take traffic.
///
/// Lives on the Timeline's thread. Others learn of it through events.
public final class Node {
  /// Weights run from 1 to this.
  public static final int MAX_WEIGHT = 1_000;

  /// What is a matter of the node's health, and so is not heeded while the balancer panics.
  private static final Set<Exclusion> HEALTH =
      EnumSet.of(Exclusion.DOWN, Exclusion.EJECTED, Exclusion.WARMING_UP);

  private final String id;
  private final Endpoint endpoint;
  private final Pool pool;
  private final int slot;
  private final long order;
  private final Choice plainChoice = new Choice(this, null);
  private final Set<Exclusion> exclusions = EnumSet.noneOf(Exclusion.class);
  private boolean onTrial;
  private int weight;
  private int inFlight;
  private @Nullable SlowStartCurve slowStart;
  private long slowStartNanos;

  Node(Endpoint endpoint, int weight, Pool pool, int slot, long order) {
    this.id = endpoint.id();
    this.endpoint = endpoint;
    this.pool = pool;
    this.slot = slot;
    this.order = order;
    this.weight = checkedWeight(weight);
  }

  public String id() {
    return id;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// The share of the traffic that it should get, relative to the other weights, 1 to 1000.
  public int weight() {
    return weight;
  }

  public void setWeight(int weight) {
    this.weight = checkedWeight(weight);
    pool.membershipChanged();
  }

  /// The weight that counts now: less than {@link #weight} during a slow start, always above 0.
  public double effectiveWeight(long nowNanos) {
    SlowStartCurve curve = slowStart;
    return curve == null ? weight : weight * curve.factor(nowNanos - slowStartNanos);
  }

  /// Whether it is in its slow start.
  public boolean slowStarting() {
    return slowStart != null;
  }

  /// Begins a slow start.
  ///
  /// @param nowNanos when it begins
  public void startSlowly(SlowStartCurve curve, long nowNanos) {
    slowStart = curve;
    slowStartNanos = nowNanos;
    pool.candidatesChanged();
  }

  /// Lets its whole weight count again. Does nothing without a slow start.
  public void endSlowStart() {
    if (slowStart != null) {
      slowStart = null;
      pool.candidatesChanged();
    }
  }

  /// Attempts sent to it and not ended yet; health checks do not count.
  public int inFlight() {
    return inFlight;
  }

  /// An attempt to it begins.
  public void attemptStarted() {
    inFlight++;
    InFlightOrder order = pool.inFlightOrder();
    if (order != null) {
      order.raised(this);
    }
  }

  /// An attempt to it ended, however it ended.
  public void attemptEnded() {
    if (inFlight == 0) {
      throw new IllegalStateException(id() + ": more attempts ended than started");
    }
    inFlight--;
    InFlightOrder order = pool.inFlightOrder();
    if (order != null) {
      order.lowered(this);
    }
  }

  /// Whether it is kept out for this reason.
  public boolean isOut(Exclusion reason) {
    return exclusions.contains(reason);
  }

  /// Keeps it out for this reason, or no longer does.
  public void setOut(Exclusion reason, boolean out) {
    if (out ? exclusions.add(reason) : exclusions.remove(reason)) {
      pool.candidatesChanged();
    }
  }

  /// Whether the calls that it gets are trial calls of a half-open circuit breaker.
  public boolean onTrial() {
    return onTrial;
  }

  /// Says whether the calls that it gets are trial calls of a half-open circuit breaker.
  public void setOnTrial(boolean onTrial) {
    this.onTrial = onTrial;
  }

  /// The reason that keeps it out, the first in the order of {@link Exclusion} if there are
  /// several; empty if nothing does.
  public Optional<Exclusion> exclusion() {
    return exclusions.stream().filter(this::heeds).findFirst();
  }

  public NodeState state() {
    if (isOut(Exclusion.DOWN)) {
      return NodeState.DOWN;
    }
    if (isOut(Exclusion.EJECTED)) {
      return NodeState.EJECTED;
    }
    if (onTrial) {
      return NodeState.HALF_OPEN;
    }
    if (isOut(Exclusion.BREAKER_OPEN)) {
      return NodeState.BREAKER_OPEN;
    }
    if (isOut(Exclusion.WARMING_UP)) {
      return NodeState.WARMING_UP;
    }
    return isOut(Exclusion.DRAINING) ? NodeState.DRAINING : NodeState.UP;
  }

  /// Whether it passes its checks, those of the warm-up too, and is not ejected.
  public boolean healthy() {
    return Collections.disjoint(exclusions, HEALTH);
  }

  public boolean takesTraffic() {
    return exclusions.isEmpty() || exclusions.stream().noneMatch(this::heeds);
  }

  /// Whether it would take traffic if its circuit breaker let it.
  boolean heldBackByBreaker() {
    return isOut(Exclusion.BREAKER_OPEN) && exclusions.stream().filter(this::heeds).count() == 1;
  }

  private boolean heeds(Exclusion reason) {
    return !(pool.panics() && HEALTH.contains(reason));
  }

  /// Its place in the pool's order: later members have greater numbers, and no number comes twice.
  public long order() {
    return order;
  }

  Pool pool() {
    return pool;
  }

  /// A small number that no other present member has; see {@link PerNode}.
  public int slot() {
    return slot;
  }

  /// The choice of this node without an explanation. Always the same object, so a pick allocates
  /// nothing.
  public Choice chosen() {
    return plainChoice;
  }

  private static int checkedWeight(int weight) {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("weight: " + weight + " must be from 1 to " + MAX_WEIGHT);
    }
    return weight;
  }

  @Override
  public String toString() {
    return id();
  }
}
