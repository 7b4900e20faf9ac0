package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.PerNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The turns of smooth weighted round robin once they have come round.
///
/// With weights whose greatest common divisor is g, a round has `sum of weights / g` turns, each
/// node `weight / g` of them, and at its end every node holds what it held at its beginning. So the
/// turns of one round are noted while the rule is applied. If all then hold the same as before, the
/// turns repeat and can be read off, until something disturbs them: other candidates, another
/// weight, a failure, a slow start. Then each node is given what it holds at that point, `begin +
/// turns x weight - taken x sum of weights`, and the rule goes on from there.
///
/// Rounds of more than 100,000 turns are not noted.
final class RepeatedTurns {
  static final int MOST_TURNS = 100_000;

  private static final int NOT_BEGUN = -1;

  private final PerNode<WeightedPeer> peers;

  /// Whose turns repeat; null if none do.
  private @Nullable Candidates repeating;

  /// Whose turns are being noted, or repeat.
  private @Nullable Candidates noted;

  private Choice[] turns = new Choice[0];
  private int[] weights = new int[0];
  private long[] begin = new long[0];
  private long sum;

  /// How many turns make a round; 0 if they are too many.
  private int round;

  /// How many turns are noted or, when they repeat, the number of the next one.
  private int count;

  RepeatedTurns(PerNode<WeightedPeer> peers) {
    this.peers = peers;
  }

  /// Whether the turns of these candidates repeat.
  boolean isOf(Candidates candidates) {
    return candidates == repeating;
  }

  /// The next turn, of those that repeat.
  Choice next() {
    Choice turn = turns[count];
    count = count + 1 == round ? 0 : count + 1;
    return turn;
  }

  /// Gives every node what it holds now, as the rule would have. Does nothing unless turns repeat.
  void settle() {
    Candidates candidates = repeating;
    if (candidates == null) {
      return;
    }
    for (int i = 0; i < candidates.size(); i++) {
      peers.of(candidates.get(i)).hold(begin[i] + count * WeightedPeer.WEIGHT_UNIT * weights[i]);
    }
    for (int i = 0; i < count; i++) {
      peers.of(turns[i].node()).pay(sum * WeightedPeer.WEIGHT_UNIT);
    }
  }

  /// Lets the rule go on from here. Does nothing unless turns repeat.
  void end() {
    if (repeating != null) {
      forget();
    }
  }

  /// Lets the rule go on from here, and begins anew to note turns.
  void forget() {
    settle();
    repeating = null;
    noted = null;
  }

  /// Notes a turn that the rule gave.
  ///
  /// @param whole whether every candidate earned its whole weight
  void note(Candidates candidates, Choice turn, boolean whole) {
    if (!whole) {
      noted = null;
    } else if (candidates != noted) { // It may be those of a retry, which come but once.
      noted = candidates;
      count = NOT_BEGUN;
    } else if (count == NOT_BEGUN) {
      beginRound(candidates);
    } else if (round > 0) {
      turns[count++] = turn;
      if (count == round) {
        endRound(candidates);
      }
    }
  }

  private void beginRound(Candidates candidates) {
    int size = candidates.size();
    if (begin.length < size) {
      begin = new long[size];
      weights = new int[size];
    }
    int divisor = 0;
    sum = 0;
    for (int i = 0; i < size; i++) {
      Node node = candidates.get(i);
      begin[i] = peers.of(node).current();
      weights[i] = node.weight();
      divisor = greatestCommonDivisor(node.weight(), divisor);
      sum += node.weight();
    }
    long turnsInARound = sum / divisor;
    round = turnsInARound > MOST_TURNS ? 0 : (int) turnsInARound;
    count = 0;
    if (turns.length < round) {
      turns = Arrays.copyOf(turns, round);
    }
  }

  private void endRound(Candidates candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      if (peers.of(candidates.get(i)).current() != begin[i]) {
        beginRound(candidates);
        return;
      }
    }
    repeating = candidates;
    count = 0;
  }

  private static int greatestCommonDivisor(int one, int other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
