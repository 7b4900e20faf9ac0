package dev.steelyard.sim;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.world.Call;
import dev.steelyard.world.MockNode;
import dev.steelyard.world.Reply;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Carries requests to computed nodes. Half of the network's latency lies on the way there and half
/// on the way back.
///
/// Connections are only counted, as a client that keeps them alive has them: an attempt takes an
/// idle one or opens another, a whole answer leaves it idle, and whatever breaks off or is called
/// off closes it. That of a health check is not counted.
final class SimTransport implements Transport {
  private static final int MOST_MET = 10_000;

  private final Timeline timeline;
  private final Map<String, Wire> wires;
  private final IdentityHashMap<Endpoint, Wire> met = new IdentityHashMap<>();
  private final Distribution latency;
  private final RandomGenerator random;

  /// @param latency there and back together
  SimTransport(
      Timeline timeline, Map<String, Wire> wires, Distribution latency, RandomGenerator random) {
    this.timeline = timeline;
    this.wires = wires;
    this.latency = latency;
    this.random = random;
  }

  @Override
  public Cancellable send(Endpoint endpoint, Request request, Done done) {
    Wire wire = met.get(endpoint);
    if (wire == null) {
      wire = meet(endpoint);
    }
    var trip = new Trip(wire, request, done, latency.sample(random) / 2);
    trip.go();
    return trip;
  }

  @Override
  public void forget(Endpoint endpoint) {
    Wire wire = wires.get(endpoint.id());
    if (wire != null) {
      wire.closeIdle();
    }
  }

  private Wire meet(Endpoint endpoint) {
    Wire wire = wires.get(endpoint.id());
    if (wire == null) {
      throw new IllegalArgumentException("no node '" + endpoint.id() + "' in this world");
    }
    if (met.size() < MOST_MET) {
      met.put(endpoint, wire);
    }
    return wire;
  }

  /// One attempt on its way there and back.
  private final class Trip implements Call, Cancellable {
    final Wire wire;
    final Request request;
    final Done done;
    final long oneWayNanos;
    boolean leaving = true;
    boolean answerBegun;
    boolean over;

    Trip(Wire wire, Request request, Done done, long oneWayNanos) {
      this.wire = wire;
      this.request = request;
      this.done = done;
      this.oneWayNanos = oneWayNanos;
    }

    void go() {
      if (!request.healthCheck()) {
        wire.taken();
      }
      if (oneWayNanos == 0) {
        arrive();
      } else {
        timeline.after(oneWayNanos, this::arrive);
      }
      leaving = false;
    }

    private void arrive() {
      MockNode node = wire.node();
      if (node.refuses(request.healthCheck())) {
        comeBack(Failure.REFUSED);
      } else {
        node.arrive(this);
      }
    }

    private void comeBack(Outcome outcome) {
      if (leaving || oneWayNanos > 0) {
        timeline.after(oneWayNanos, () -> deliver(outcome));
      } else {
        deliver(outcome);
      }
    }

    private void deliver(Outcome outcome) {
      if (!over) {
        over = true;
        if (!request.healthCheck()) {
          wire.freed(outcome instanceof Answer);
        }
        done.ended(outcome);
      }
    }

    @Override
    public void cancel() {
      if (!over) {
        over = true;
        if (!request.healthCheck()) {
          wire.freed(false);
        }
      }
    }

    @Override
    public long workNanos() {
      return request.workNanos();
    }

    @Override
    public boolean healthCheck() {
      return request.healthCheck();
    }

    @Override
    public boolean hasBody() {
      return !request.method().equals("HEAD");
    }

    @Override
    public void trickle(Reply reply, int bodyBytes) {
      answerBegun = true;
    }

    @Override
    public void answer(Reply reply) {
      comeBack(
          switch (reply.ending()) {
            case WHOLE -> Answer.of(reply.status(), reply.retryAfterNanos());
            case TRUNCATED, RESET -> Failure.TRUNCATED;
            case MALFORMED -> Failure.MALFORMED;
          });
    }

    @Override
    public void reset() {
      comeBack(answerBegun ? Failure.TRUNCATED : Failure.RESET);
    }

    @Override
    public void leaveHanging() {}
  }
}
