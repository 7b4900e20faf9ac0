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
final class SimTransport implements Transport {
  private static final int MOST_MET = 10_000;

  private final Timeline timeline;
  private final Map<String, MockNode> nodes;
  private final IdentityHashMap<Endpoint, MockNode> met = new IdentityHashMap<>();
  private final Distribution latency;
  private final RandomGenerator random;

  /// @param latency there and back together
  SimTransport(
      Timeline timeline,
      Map<String, MockNode> nodes,
      Distribution latency,
      RandomGenerator random) {
    this.timeline = timeline;
    this.nodes = nodes;
    this.latency = latency;
    this.random = random;
  }

  @Override
  public Cancellable send(Endpoint endpoint, Request request, Done done) {
    MockNode node = met.get(endpoint);
    if (node == null) {
      node = meet(endpoint);
    }
    var trip = new Trip(node, request, done, latency.sample(random) / 2);
    trip.go();
    return trip;
  }

  private MockNode meet(Endpoint endpoint) {
    MockNode node = nodes.get(endpoint.id());
    if (node == null) {
      throw new IllegalArgumentException("no node '" + endpoint.id() + "' in this world");
    }
    if (met.size() < MOST_MET) {
      met.put(endpoint, node);
    }
    return node;
  }

  /// One attempt on its way there and back.
  private final class Trip implements Call, Cancellable {
    final MockNode node;
    final Request request;
    final Done done;
    final long oneWayNanos;
    boolean leaving = true;
    boolean answerBegun;
    boolean cancelled;

    Trip(MockNode node, Request request, Done done, long oneWayNanos) {
      this.node = node;
      this.request = request;
      this.done = done;
      this.oneWayNanos = oneWayNanos;
    }

    void go() {
      if (oneWayNanos == 0) {
        arrive();
      } else {
        timeline.after(oneWayNanos, this::arrive);
      }
      leaving = false;
    }

    private void arrive() {
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
      if (!cancelled) {
        done.ended(outcome);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
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
