package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.balancer.time.Seeds;
import java.util.List;
import java.util.stream.IntStream;

/// Strategies that hash the client, and the nodes of many clients.
final class Keyed {
  static final int CLIENTS = 10_000;

  private Keyed() {}

  static Strategy modulo() {
    return new ModuloHash(HashKey.CLIENT, new Seeds(1).stream("pick"));
  }

  static Strategy ring() {
    return new RingHash(HashKey.CLIENT, 160, new Seeds(1).stream("pick"));
  }

  static Strategy bounded(double factor) {
    return new BoundedRingHash(HashKey.CLIENT, 160, factor, new Seeds(1).stream("pick"));
  }

  static Strategy maglev() {
    return new Maglev(HashKey.CLIENT, new Seeds(1).stream("pick"));
  }

  static Strategy rendezvous() {
    return new Rendezvous(HashKey.CLIENT, new Seeds(1).stream("pick"));
  }

  /// The node of each of so many clients.
  static List<String> nodes(Strategy strategy, FakeNodes nodes, int clients) {
    return nodes(strategy, nodes.candidates(), clients, 0);
  }

  static List<String> nodes(Strategy strategy, Candidates candidates, int clients, long nowNanos) {
    return IntStream.range(0, clients)
        .mapToObj(i -> strategy.choose(candidates, Picks.request(i), nowNanos).node())
        .map(Node::id)
        .toList();
  }

  /// How many clients have another node now.
  static int moved(List<String> before, List<String> after) {
    int moved = 0;
    for (int i = 0; i < before.size(); i++) {
      moved += before.get(i).equals(after.get(i)) ? 0 : 1;
    }
    return moved;
  }
}
