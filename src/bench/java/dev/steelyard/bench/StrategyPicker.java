package dev.steelyard.bench;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.time.Seeds;
import java.util.List;
import java.util.Map;

/// A strategy over a pool of equal nodes, asked as the dispatcher asks it.
final class StrategyPicker {
  private static final int REQUESTS = 1_024;
  private static final long LATENCY_NANOS = 1_000_000;
  private static final long NANOS_BETWEEN = 10_000;

  private final Pool pool = new Pool();
  private final Strategy strategy;
  private final Request[] requests = new Request[REQUESTS];
  private long picks;

  StrategyPicker(StrategySpec spec, int nodes) {
    strategy = spec.create(new Seeds(1).stream("strategy"));
    for (int i = 0; i < nodes; i++) {
      pool.add(Endpoint.virtual("n-" + i), 1);
    }
    for (int i = 0; i < REQUESTS; i++) {
      requests[i] = Request.traffic(i + 1, "GET", "/" + i, "client-" + i, Map.of(), 0);
    }
    for (int i = 0; i < nodes; i++) {
      begin();
    }
  }

  Node pick() {
    Candidates candidates = pool.candidates(List.of());
    if (candidates == null) {
      throw new IllegalStateException("all nodes are up");
    }
    Request request = requests[(int) (picks++ & REQUESTS - 1)];
    return strategy.choose(candidates, request, picks * NANOS_BETWEEN).node();
  }

  Node pickAndRelease() {
    Node node = begin();
    node.attemptEnded();
    strategy.attemptEnded(node, Answer.OK, LATENCY_NANOS, picks * NANOS_BETWEEN);
    return node;
  }

  private Node begin() {
    Node node = pick();
    node.attemptStarted();
    return node;
  }
}
