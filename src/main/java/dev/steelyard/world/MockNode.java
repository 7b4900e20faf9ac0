package dev.steelyard.world;

import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Arrival;
import dev.steelyard.fault.Condition;
import dev.steelyard.fault.Delivery;
import dev.steelyard.fault.Ending;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// The inside of a mock node: workers, a queue before them, a speed, and faults.
///
/// A request takes a worker for its work / the node's speed, waits in order of arrival while all
/// workers are taken, and is answered 503 when the queue is full. A health check takes no worker:
/// it is answered after {@link #HEALTH_CHECK_WORK_NANOS} / speed, so a slow node answers it slowly.
/// An answer that goes out slowly keeps no worker either.
///
/// {@link Condition} says what faults do, and when. When a port closes, everything that came
/// through it breaks off.
///
/// Not thread-safe: all calls and the tasks of its Timeline must come one after the other.
public final class MockNode {
  /// What a health check costs at speed 1.
  public static final long HEALTH_CHECK_WORK_NANOS = 1_000_000;

  /// No work takes longer than this, however slow the node: a hundred years.
  private static final long MOST_SERVICE_NANOS = 3_155_760_000_000_000_000L;

  private final double speed;
  private final int workers;
  private final int queueLimit;
  private final byte[] body;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final Queue<Call> queue = new ArrayDeque<>();
  private final Door traffic = new Door();
  private final Door healthChecks = new Door();
  private int working;
  private long busyNanos;
  private long countedNanos;

  /// @param defaultQueue how many may wait if the scenario does not say
  /// @param random the chance of its faults
  public MockNode(NodeSpec spec, int defaultQueue, Timeline timeline, RandomGenerator random) {
    this.speed = spec.speed();
    this.workers = spec.workers();
    this.queueLimit = spec.queue().orElse(defaultQueue);
    this.body = ("This is node " + spec.id() + ".\n").getBytes(StandardCharsets.US_ASCII);
    this.timeline = timeline;
    this.random = random;
  }

  /// The body of its answers.
  public byte[] body() {
    return body.clone();
  }

  /// Whether the port for traffic, or the one for health checks, is closed.
  public boolean refuses(boolean healthCheck) {
    return door(healthCheck).condition().refuse();
  }

  public NodeLoad load() {
    return new NodeLoad(
        working, queue.size() + traffic.outside(), busyNanos + working * sinceLastCount());
  }

  /// Takes a request in. One that slipped through a port that has closed meanwhile is reset.
  public void arrive(Call call) {
    Door door = door(call.healthCheck());
    if (door.condition().refuse()) {
      call.reset();
    } else if (door.mustWaitOutside()) {
      door.waitOutside(call);
    } else {
      meet(call, door);
    }
  }

  /// Sets what is wrong from now on.
  public void setCondition(NodeCondition changed) {
    boolean restarts = changed.traffic().refuse() && !traffic.condition().refuse();
    traffic.use(changed.traffic());
    healthChecks.use(changed.healthCheck());
    if (restarts) {
      changed.restart();
      List<Call> waiting = List.copyOf(queue);
      queue.clear();
      waiting.forEach(Call::reset);
    }
    follow(traffic);
    follow(healthChecks);
  }

  private void follow(Door door) {
    door.cutOff();
    door.stopOrGoOn();
    Call next = door.nextFromOutside();
    while (next != null) {
      meet(next, door);
      next = door.nextFromOutside();
    }
  }

  private void meet(Call call, Door door) {
    switch (door.condition().arrival(timeline.nanos(), random)) {
      case Arrival.Enters() -> enter(call, door);
      case Arrival.Hangs() -> door.hang(call);
      case Arrival.IsReset() -> call.reset();
      case Arrival.IsAnswered(int status, long retryAfterNanos) ->
          send(call, door, new Reply(status, retryAfterNanos, Ending.WHOLE));
    }
  }

  private void enter(Call call, Door door) {
    if (call.healthCheck()) {
      serve(call, door, HEALTH_CHECK_WORK_NANOS, working + queue.size());
    } else if (working < workers) {
      work(call);
    } else if (queue.size() < queueLimit) {
      queue.add(call);
    } else {
      send(call, door, Reply.UNAVAILABLE);
    }
  }

  private void work(Call call) {
    countBusyTime();
    serve(call, traffic, call.workNanos(), working + queue.size());
    working++;
  }

  private void serve(Call call, Door door, long workNanos, int others) {
    double nanos = workNanos / speed * door.condition().workFactor(others, random);
    var service = new Service(call, door);
    door.add(service);
    service.takes(Math.min(Math.round(nanos), MOST_SERVICE_NANOS));
  }

  private void workerFreed() {
    countBusyTime();
    working--;
    Call next = queue.poll();
    if (next != null) {
      work(next);
    }
  }

  private void send(Call call, Door door, Reply reply) {
    Delivery delivery = door.condition().delivery(call.hasBody(), random);
    if (delivery.isPlain()) {
      call.answer(reply);
    } else {
      new Outgoing(call, timeline, door, reply, delivery, body.length).begin();
    }
  }

  private Door door(boolean healthCheck) {
    return healthCheck ? healthChecks : traffic;
  }

  private void countBusyTime() {
    busyNanos += working * sinceLastCount();
    countedNanos = timeline.nanos();
  }

  private long sinceLastCount() {
    return timeline.nanos() - countedNanos;
  }

  /// A call that is being served.
  private final class Service extends Visit {
    private final Door door;

    Service(Call call, Door door) {
      super(call, timeline);
      this.door = door;
    }

    @Override
    public void run() {
      leave();
      send(call, door, Reply.OK);
    }

    @Override
    void leave() {
      door.remove(this);
      if (!call.healthCheck()) {
        workerFreed();
      }
    }
  }
}
