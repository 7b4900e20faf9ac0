package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.node.Membership;
import dev.steelyard.balancer.node.Node;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A table of {@link #SIZE} slots that the nodes fill in turn, each in an order of its own. A key
/// belongs to the slot of its hash modulo the size.
///
/// A node's order begins at `XXH64(id) mod SIZE` and goes on in steps of `XXH64(id, seed 1) mod
/// (SIZE - 1) + 1`. In each turn a node takes the first slot of its order that is still free. A
/// node of the greatest weight takes its turn in every round, one of half that weight in every
/// second. Nodes take turns in the order of their ids, so that balancers whose nodes joined in
/// another order have the same table.
///
/// Source: Eisenbud et al., _Maglev: A Fast and Reliable Software Network Load Balancer_ (2016),
/// section 3.4; seeds, weights and order as in Envoy's `MAGLEV`.
public final class MaglevTable implements Circle {
  /// A prime, and the small one of the paper's two.
  public static final int SIZE = 65_537;

  private static final int FREE = -1;

  private final List<Node> nodes;
  private final int[] owners;

  /// @throws IllegalArgumentException if there are more members than slots
  public MaglevTable(Membership members) {
    if (members.size() > SIZE) {
      throw new IllegalArgumentException(
          "members: " + members.size() + " must be from 1 to " + SIZE);
    }
    nodes =
        IntStream.range(0, members.size())
            .mapToObj(members::get)
            .sorted(Comparator.comparing(Node::id))
            .toList();
    int[] offsets = new int[nodes.size()];
    int[] skips = new int[nodes.size()];
    int[] weights = new int[nodes.size()];
    for (int i = 0; i < offsets.length; i++) {
      String id = nodes.get(i).id();
      offsets[i] = (int) Long.remainderUnsigned(XxHash64.of(id, 0), SIZE);
      skips[i] = (int) Long.remainderUnsigned(XxHash64.of(id, 1), SIZE - 1) + 1;
      weights[i] = nodes.get(i).weight();
    }
    owners =
        fill(
            SIZE,
            weights,
            (node, step) -> (int) ((offsets[node] + (long) step * skips[node]) % SIZE));
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int nodes() {
    return nodes.size();
  }

  @Override
  public Node at(int place) {
    return nodes.get(owners[place]);
  }

  @Override
  public int place(long hash) {
    return (int) Long.remainderUnsigned(hash, SIZE);
  }

  /// In slots.
  @Override
  public double distance(long hash, int place) {
    return Math.floorMod(place - place(hash), SIZE);
  }

  /// In which order a node wants the slots.
  @FunctionalInterface
  interface Preference {
    /// The slot that `node` wants at this place of its order, both from 0. Each slot comes once.
    int slot(int node, int step);
  }

  /// Who gets which slot.
  ///
  /// @param weights one for each node, at least 1
  static int[] fill(int size, int[] weights, Preference preference) {
    int[] owners = new int[size];
    Arrays.fill(owners, FREE);
    int greatest = Arrays.stream(weights).max().orElseThrow();
    int[] steps = new int[weights.length];
    long[] targets = new long[weights.length];
    int filled = 0;
    for (long round = 1; filled < size; round++) {
      for (int node = 0; node < weights.length && filled < size; node++) {
        if (round * weights[node] < targets[node]) {
          continue;
        }
        targets[node] += greatest;
        int slot = preference.slot(node, steps[node]++);
        while (owners[slot] != FREE) {
          slot = preference.slot(node, steps[node]++);
        }
        owners[slot] = node;
        filled++;
      }
    }
    return owners;
  }
}
