package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a strategy picks, one after the other, from nodes whose load stays as it is.
final class Picks {
  private Picks() {}

  /// The ids of the next `count` picks.
  static List<String> of(Strategy strategy, FakeNodes nodes, int count) {
    return IntStream.range(0, count).mapToObj(i -> next(strategy, nodes, i).id()).toList();
  }

  /// The ids of the next `count` picks without the n: `0 1 2`.
  static String row(Strategy strategy, FakeNodes nodes, int count) {
    return String.join(" ", of(strategy, nodes, count)).replace("n", "");
  }

  static Node next(Strategy strategy, FakeNodes nodes, int number) {
    return strategy.choose(nodes.candidates(), request(number), number).node();
  }

  /// A request that has its own client and path, so that it has its own hash key, too.
  static Request request(int number) {
    return Request.traffic(
        number + 1L, "GET", "/item/" + number, "client-" + number, Map.of(), 1_000);
  }
}
