package dev.steelyard.balancer.node;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/// A pool of nodes `n0`, `n1`, ... that are up.
public final class FakeNodes {
  private final Pool pool = new Pool();

  private FakeNodes() {}

  /// Idle nodes of weight 1.
  public static FakeNodes idle(int count) {
    return weights(IntStream.generate(() -> 1).limit(count).toArray());
  }

  /// Idle nodes with these weights.
  public static FakeNodes weights(int... weights) {
    var nodes = new FakeNodes();
    for (int i = 0; i < weights.length; i++) {
      nodes.pool.add(Endpoint.virtual("n" + i), weights[i]);
    }
    return nodes;
  }

  /// Nodes of weight 1 with so many attempts in flight.
  public static FakeNodes inFlight(int... inFlight) {
    return idle(inFlight.length).with(inFlight);
  }

  /// The same nodes with so many more attempts in flight.
  public FakeNodes with(int... inFlight) {
    for (int i = 0; i < inFlight.length; i++) {
      for (int started = 0; started < inFlight[i]; started++) {
        get(i).attemptStarted();
      }
    }
    return this;
  }

  public Pool pool() {
    return pool;
  }

  /// The node at this place; removed ones no longer count.
  public Node get(int index) {
    return pool.members().get(index);
  }

  public Node named(String id) {
    return pool.find(id).orElseThrow();
  }

  public int size() {
    return pool.members().size();
  }

  /// Who may be chosen by a request that tried these; there must be somebody.
  public Candidates candidates(Node... tried) {
    return requireNonNull(pool.candidates(List.of(tried)));
  }

  /// The ids of the candidates, in order.
  public static List<String> ids(Candidates candidates) {
    return IntStream.range(0, candidates.size()).mapToObj(i -> candidates.get(i).id()).toList();
  }
}
