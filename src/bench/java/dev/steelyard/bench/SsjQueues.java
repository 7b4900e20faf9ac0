package dev.steelyard.bench;

import java.util.SplittableRandom;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/// Two choices over M/M/1 queues with SSJ's simulator: an event object for the arrivals and one for
/// each queue, scheduled again and again, so that nothing is allocated but by the event list.
final class SsjQueues {
  private final Simulator simulator;
  private final Queue[] queues;
  private final double rate;
  private final SplittableRandom random = new SplittableRandom(1);
  private long left;

  /// @param load of each queue, whose mean service time is 1
  SsjQueues(int nodes, double load, long requests, EventList list) {
    this.simulator = new Simulator(list);
    this.queues = new Queue[nodes];
    this.rate = load * nodes;
    this.left = requests;
    for (int i = 0; i < nodes; i++) {
      queues[i] = new Queue();
    }
  }

  /// Runs until so many requests have left, and tells when that was.
  double run() {
    simulator.init();
    new Arrival().schedule(exponential() / rate);
    simulator.start();
    return simulator.time();
  }

  private double exponential() {
    return -Math.log1p(-random.nextDouble());
  }

  private final class Arrival extends Event {
    Arrival() {
      super(simulator);
    }

    @Override
    public void actions() {
      schedule(exponential() / rate);
      int first = random.nextInt(queues.length);
      int second = random.nextInt(queues.length - 1);
      if (second >= first) {
        second++;
      }
      Queue one = queues[first];
      Queue other = queues[second];
      (one.inSystem <= other.inSystem ? one : other).enter();
    }
  }

  /// A queue; as an event, the end of the service that is under way.
  private final class Queue extends Event {
    int inSystem;

    Queue() {
      super(simulator);
    }

    void enter() {
      if (inSystem++ == 0) {
        schedule(exponential());
      }
    }

    @Override
    public void actions() {
      if (--left == 0) {
        simulator.stop();
      } else if (--inSystem > 0) {
        schedule(exponential());
      }
    }
  }
}
