package dev.steelyard.run;

import java.util.Arrays;

/// Three servers with a queue each, Poisson arrivals and exponential service, solved exactly: the
/// Markov chain of the sorted lengths, iterated until it stands still.
///
/// Lengths end at {@link #LONGEST}, which at the loads of these tests is reached in a share of
/// 0.000001 of the time at most.
final class ThreeQueues {
  private static final int LONGEST = 20;
  private static final double STILL = 1e-12;

  /// For d distinct choices of three at random: how likely a request joins the longest, the middle
  /// and the shortest.
  private static final double[][] JOINS = {
    {1 / 3.0, 1 / 3.0, 1 / 3.0}, {0, 1 / 3.0, 2 / 3.0}, {0, 0, 1},
  };

  private final int[][] places = new int[(LONGEST + 1) * (LONGEST + 1)][LONGEST + 1];
  private final int[][] states;
  private final double[] joins;
  private final double load;

  private ThreeQueues(int choices, double load) {
    this.joins = JOINS[choices - 1];
    this.load = load;
    int[][] found = new int[(LONGEST + 1) * (LONGEST + 1) * (LONGEST + 1)][];
    int count = 0;
    for (int longest = 0; longest <= LONGEST; longest++) {
      for (int middle = 0; middle <= longest; middle++) {
        for (int shortest = 0; shortest <= middle; shortest++) {
          places[longest * (LONGEST + 1) + middle][shortest] = count;
          found[count++] = new int[] {longest, middle, shortest};
        }
      }
    }
    this.states = Arrays.copyOf(found, count);
  }

  /// The mean time in the system, in mean service times.
  static double meanTime(int choices, double load) {
    var queues = new ThreeQueues(choices, load);
    double[] shares = queues.shares();
    double requests = 0;
    for (int state = 0; state < shares.length; state++) {
      requests += shares[state] * Arrays.stream(queues.states[state]).sum();
    }
    return requests / (3 * load); // Little's law.
  }

  /// The share of the time that each state has. In a step one of six things happens: an arrival or
  /// an end at any of the queues.
  private double[] shares() {
    int[][] moves = new int[states.length][6];
    for (int state = 0; state < states.length; state++) {
      for (int queue = 0; queue < 3; queue++) {
        moves[state][queue] = moved(states[state], queue, 1);
        moves[state][3 + queue] = moved(states[state], queue, -1);
      }
    }
    double[] chances = new double[6];
    for (int queue = 0; queue < 3; queue++) {
      chances[queue] = load / (load + 1) * joins[queue];
      chances[3 + queue] = 1 / (load + 1) / 3;
    }
    double[] now = new double[states.length];
    double[] next = new double[states.length];
    now[0] = 1;
    double change = 1;
    while (change > STILL) {
      Arrays.fill(next, 0);
      for (int state = 0; state < now.length; state++) {
        for (int move = 0; move < 6; move++) {
          next[moves[state][move]] += now[state] * chances[move];
        }
      }
      change = 0;
      for (int state = 0; state < now.length; state++) {
        change += Math.abs(next[state] - now[state]);
      }
      double[] free = now;
      now = next;
      next = free;
    }
    return now;
  }

  private int moved(int[] lengths, int queue, int step) {
    int[] sorted = lengths.clone();
    sorted[queue] = Math.clamp(sorted[queue] + step, 0, LONGEST);
    Arrays.sort(sorted);
    return places[sorted[2] * (LONGEST + 1) + sorted[1]][sorted[0]];
  }
}
