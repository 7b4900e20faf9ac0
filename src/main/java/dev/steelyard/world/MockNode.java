package dev.steelyard.world;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Condition;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// The inside of a mock node: workers, a queue before them, a speed, and faults.
///
/// A request takes a worker for its work / the node's speed, waits in order of arrival while all
/// workers are taken, and is answered 503 when the queue is full. A health check takes no worker:
/// it is answered after {@link #HEALTH_CHECK_WORK_NANOS} / speed, so a slow node answers it slowly.
///
/// Faults act on requests that arrive while they are on; work that was begun before goes on, except
/// when the port closes: then everything that came through it breaks off.
///
/// Not thread-safe: all calls and the tasks of its Timeline must come one after the other.
public final class MockNode {
  /// What a health check costs at speed 1.
  public static final long HEALTH_CHECK_WORK_NANOS = 1_000_000;

  /// At most so many requests hang in one node; past that the oldest, whose client has long given
  /// up, is reset.
  public static final int MOST_HANGING = 10_000;

  private final double speed;
  private final int workers;
  private final int queueLimit;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final Queue<Call> queue = new ArrayDeque<>();
  private final Chain<Service> inService = new Chain<>(); // In order, so that runs repeat.
  private final Queue<Call> hanging = new ArrayDeque<>();
  private NodeCondition condition = NodeCondition.GOOD;
  private int working;
  private long busyNanos;
  private long countedNanos;

  /// @param defaultQueue how many may wait if the scenario does not say
  /// @param random the chance of its error faults
  public MockNode(NodeSpec spec, int defaultQueue, Timeline timeline, RandomGenerator random) {
    this.speed = spec.speed();
    this.workers = spec.workers();
    this.queueLimit = spec.queue().orElse(defaultQueue);
    this.timeline = timeline;
    this.random = random;
  }

  /// Whether the port for traffic, or the one for health checks, is closed.
  public boolean refuses(boolean healthCheck) {
    return condition.of(healthCheck).refuse();
  }

  public NodeLoad load() {
    return new NodeLoad(working, queue.size(), busyNanos + working * sinceLastCount());
  }

  /// Takes a request in. One that slipped through a port that has closed meanwhile is reset.
  public void arrive(Call call) {
    Condition now = condition.of(call.healthCheck());
    if (now.refuse()) {
      call.reset();
    } else if (now.hang()) {
      hang(call);
    } else if (now.reset()) {
      call.reset();
    } else if (now.errorRatio() > 0 && random.nextDouble() < now.errorRatio()) {
      call.answer(now.errorStatus());
    } else if (call.healthCheck()) {
      serve(call, serviceNanos(HEALTH_CHECK_WORK_NANOS, now));
    } else if (working < workers) {
      work(call);
    } else if (queue.size() < queueLimit) {
      queue.add(call);
    } else {
      call.answer(503);
    }
  }

  /// Sets what is wrong from now on.
  public void setCondition(NodeCondition changed) {
    condition = changed;
    breakOff(false);
    breakOff(true);
  }

  private void hang(Call call) {
    hanging.add(call);
    if (hanging.size() > MOST_HANGING) {
      hanging.remove().reset();
    }
  }

  /// Resets what a closed port cuts off, and what hung until now if it hangs no more.
  private void breakOff(boolean healthCheck) {
    Condition now = condition.of(healthCheck);
    if (now.refuse()) {
      if (!healthCheck) {
        List<Call> waiting = List.copyOf(queue);
        queue.clear();
        waiting.forEach(Call::reset);
      }
      for (Service service : List.copyOf(inService)) {
        if (service.call.healthCheck() == healthCheck) {
          service.breakOff();
        }
      }
    }
    if (now.refuse() || !now.hang()) {
      List<Call> freed =
          hanging.stream().filter(call -> call.healthCheck() == healthCheck).toList();
      hanging.removeIf(call -> call.healthCheck() == healthCheck);
      freed.forEach(Call::reset);
    }
  }

  private void work(Call call) {
    countBusyTime();
    working++;
    serve(call, serviceNanos(call.workNanos(), condition.traffic()));
  }

  private void serve(Call call, long serviceNanos) {
    var service = new Service(call);
    inService.add(service);
    service.end = timeline.after(serviceNanos, service);
  }

  private void workerFreed() {
    countBusyTime();
    working--;
    Call next = queue.poll();
    if (next != null) {
      work(next);
    }
  }

  private long serviceNanos(long workNanos, Condition now) {
    return Math.round(workNanos / speed * now.slowFactor());
  }

  private void countBusyTime() {
    busyNanos += working * sinceLastCount();
    countedNanos = timeline.nanos();
  }

  private long sinceLastCount() {
    return timeline.nanos() - countedNanos;
  }

  /// A call that is being served.
  private final class Service extends Chain.Link<Service> implements Runnable {
    final Call call;
    Cancellable end = Cancellable.NOTHING;

    Service(Call call) {
      this.call = call;
    }

    @Override
    public void run() {
      leave();
      call.answer(200);
    }

    void breakOff() {
      end.cancel();
      leave();
      call.reset();
    }

    private void leave() {
      inService.leave(this);
      if (!call.healthCheck()) {
        workerFreed();
      }
    }
  }
}
