package dev.steelyard.balancer.node;

/// One member of the pool, as the balancer sees it: its weight, what is in flight to it, and
/// whether it may take traffic.
///
/// Lives on the Timeline's thread. Others learn of it through events.
public final class Node {
  /// Weights run from 1 to this.
  public static final int MAX_WEIGHT = 1_000;

  private final Endpoint endpoint;
  private final Pool pool;
  private final int slot;
  private final long order;
  private final Choice plainChoice = new Choice(this);
  private int weight;
  private int inFlight;
  private boolean passesChecks = true;
  private boolean ejected;

  Node(Endpoint endpoint, int weight, Pool pool, int slot, long order) {
    this.endpoint = endpoint;
    this.pool = pool;
    this.slot = slot;
    this.order = order;
    this.weight = checkedWeight(weight);
  }

  public String id() {
    return endpoint.id();
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
    pool.candidatesChanged();
  }

  /// Attempts sent to it and not ended yet; health checks do not count.
  public int inFlight() {
    return inFlight;
  }

  /// An attempt to it begins.
  public void attemptStarted() {
    inFlight++;
  }

  /// An attempt to it ended, however it ended.
  public void attemptEnded() {
    if (inFlight == 0) {
      throw new IllegalStateException(id() + ": more attempts ended than started");
    }
    inFlight--;
  }

  /// Whether the active health checks let it take traffic; true when nothing checks it.
  public boolean passesChecks() {
    return passesChecks;
  }

  public void setPassesChecks(boolean passesChecks) {
    this.passesChecks = passesChecks;
    pool.candidatesChanged();
  }

  /// Whether it is out because its traffic failed.
  public boolean ejected() {
    return ejected;
  }

  public void setEjected(boolean ejected) {
    this.ejected = ejected;
    pool.candidatesChanged();
  }

  public NodeState state() {
    if (!passesChecks) {
      return NodeState.DOWN;
    }
    return ejected ? NodeState.EJECTED : NodeState.UP;
  }

  public boolean takesTraffic() {
    return passesChecks && !ejected;
  }

  /// Its place in the pool's order: later members have greater numbers, and no number comes twice.
  public long order() {
    return order;
  }

  /// A small number that no other present member has; see {@link PerNode}.
  int slot() {
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
