package dev.steelyard.bench;

import java.util.SplittableRandom;

/// Two choices over M/M/1 queues, by hand: one binary heap on plain arrays and a counter for each
/// queue. About as fast as such a thing gets; it knows no requests, only how many there are.
final class BareQueues {
  private static final int ARRIVAL = -1;

  private final int nodes;
  private final double rate;
  private final long requests;
  private final SplittableRandom random = new SplittableRandom(1);
  private final int[] inSystem;
  private final double[] times;
  private final int[] events;
  private int size;

  /// @param load of each queue, whose mean service time is 1
  BareQueues(int nodes, double load, long requests) {
    this.nodes = nodes;
    this.rate = load * nodes;
    this.requests = requests;
    this.inSystem = new int[nodes];
    this.times = new double[nodes + 1];
    this.events = new int[nodes + 1];
  }

  /// Runs until so many requests have left, and tells when that was.
  double run() {
    replaceFirst(1, exponential() / rate, ARRIVAL);
    size = 1;
    double now = 0;
    for (long left = 0; left < requests; ) {
      now = times[0];
      int event = events[0];
      if (event == ARRIVAL) {
        replaceFirst(size, now + exponential() / rate, ARRIVAL);
        arrive(now);
      } else {
        left++;
        leave(event, now);
      }
    }
    return now;
  }

  private void arrive(double now) {
    int first = random.nextInt(nodes);
    int second = random.nextInt(nodes - 1);
    if (second >= first) {
      second++;
    }
    int chosen = inSystem[first] <= inSystem[second] ? first : second;
    if (inSystem[chosen]++ == 0) {
      add(now + exponential(), chosen);
    }
  }

  private void leave(int node, double now) {
    if (--inSystem[node] > 0) {
      replaceFirst(size, now + exponential(), node);
    } else {
      size--;
      replaceFirst(size, times[size], events[size]);
    }
  }

  private double exponential() {
    return -Math.log1p(-random.nextDouble());
  }

  private void add(double time, int event) {
    int index = size++;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (times[parent] <= time) {
        break;
      }
      times[index] = times[parent];
      events[index] = events[parent];
      index = parent;
    }
    times[index] = time;
    events[index] = event;
  }

  private void replaceFirst(int used, double time, int event) {
    int index = 0;
    for (int child = 1; child < used; child = 2 * index + 1) {
      if (child + 1 < used && times[child + 1] < times[child]) {
        child++;
      }
      if (times[child] >= time) {
        break;
      }
      times[index] = times[child];
      events[index] = events[child];
      index = child;
    }
    times[index] = time;
    events[index] = event;
  }
}
