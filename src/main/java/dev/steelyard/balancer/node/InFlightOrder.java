package dev.steelyard.balancer.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Candidates sorted by what is in flight to them, and kept so as attempts begin and end.
///
/// Nodes of one weight stand in one row, those with the fewest attempts in flight in front. One
/// more or one less moves a node to the edge of its equals, by one exchange. So a change takes
/// constant time, and the least loaded node is found by a look at the front of each row.
public final class InFlightOrder {
  private final Candidates candidates;
  private final Row[] rows;
  private final Row[] rowBySlot;
  private final int[] placeBySlot;

  InFlightOrder(Candidates candidates) {
    this.candidates = candidates;
    SortedMap<Integer, List<Node>> byWeight = new TreeMap<>();
    int slots = 0;
    for (int i = 0; i < candidates.size(); i++) {
      Node node = candidates.get(i);
      byWeight.computeIfAbsent(node.weight(), weight -> new ArrayList<>()).add(node);
      slots = Math.max(slots, node.slot() + 1);
    }
    this.placeBySlot = new int[slots];
    this.rowBySlot = new Row[slots];
    this.rows = new Row[byWeight.size()];
    int number = 0;
    for (var entry : byWeight.entrySet()) {
      Row row = new Row(entry.getKey(), entry.getValue());
      rows[number++] = row;
      entry.getValue().forEach(node -> rowBySlot[node.slot()] = row);
    }
  }

  /// One of the candidates with the least `(in flight + 1) / weight`, each of them equally likely.
  public Node least(RandomGenerator random) {
    double least = Double.POSITIVE_INFINITY;
    int equals = 0;
    for (Row row : rows) {
      double load = row.leastLoad();
      if (load < least) {
        least = load;
        equals = row.idlest();
      } else if (load == least) {
        equals += row.idlest();
      }
    }
    int nth = equals == 1 ? 0 : random.nextInt(equals);
    int number = 0;
    while (rows[number].leastLoad() != least || nth >= rows[number].idlest()) {
      nth -= rows[number].leastLoad() == least ? rows[number].idlest() : 0;
      number++;
    }
    return rows[number].nodes[nth];
  }

  /// An attempt to `node`, which may be no candidate, began and is counted.
  void raised(Node node) {
    if (candidates.contains(node)) {
      rowBySlot[node.slot()].raised(node);
    }
  }

  /// An attempt to `node`, which may be no candidate, ended and is no longer counted.
  void lowered(Node node) {
    if (candidates.contains(node)) {
      rowBySlot[node.slot()].lowered(node);
    }
  }

  /// The nodes of one weight.
  private final class Row {
    final double weight;
    final Node[] nodes;

    /// By number of attempts in flight: where the nodes begin that have as many or more.
    int[] begin;

    Row(int weight, List<Node> unsorted) {
      this.weight = weight;
      this.nodes = unsorted.toArray(new Node[0]);
      Arrays.sort(nodes, (one, other) -> Integer.compare(one.inFlight(), other.inFlight()));
      this.begin = new int[nodes[nodes.length - 1].inFlight() + 2];
      int place = 0;
      for (int count = 0; count < begin.length; count++) {
        while (place < nodes.length && nodes[place].inFlight() < count) {
          place++;
        }
        begin[count] = place;
      }
      for (int i = 0; i < nodes.length; i++) {
        placeBySlot[nodes[i].slot()] = i;
      }
    }

    double leastLoad() {
      return (nodes[0].inFlight() + 1) / weight;
    }

    /// How many nodes have as few attempts in flight as the first.
    int idlest() {
      return begin[nodes[0].inFlight() + 1];
    }

    void raised(Node node) {
      int count = node.inFlight();
      if (count + 1 == begin.length) {
        begin = Arrays.copyOf(begin, begin.length * 2);
        Arrays.fill(begin, count + 1, begin.length, nodes.length);
      }
      begin[count]--;
      exchange(node, begin[count]);
    }

    void lowered(Node node) {
      int count = node.inFlight() + 1;
      exchange(node, begin[count]);
      begin[count]++;
    }

    private void exchange(Node node, int to) {
      int from = placeBySlot[node.slot()];
      Node other = nodes[to];
      nodes[from] = other;
      nodes[to] = node;
      placeBySlot[other.slot()] = from;
      placeBySlot[node.slot()] = to;
    }
  }
}
