package dev.steelyard.balancer;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A transport that answers as a test says: for each node an outcome and how long it takes, or
/// never.
final class ScriptedTransport implements Transport {
  final List<String> sent = new ArrayList<>();
  final List<String> cancelled = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();
  private final Timeline timeline;
  private final Map<String, Optional<Reply>> replies = new HashMap<>();

  ScriptedTransport(Timeline timeline) {
    this.timeline = timeline;
  }

  /// From now on `node` ends what it gets in this way, `afterNanos` later.
  void answer(String node, Outcome outcome, long afterNanos) {
    replies.put(node, Optional.of(new Reply(outcome, afterNanos)));
  }

  /// From now on `node` says nothing.
  void silence(String node) {
    replies.put(node, Optional.empty());
  }

  @Override
  public Cancellable send(Endpoint endpoint, Request request, Done done) {
    String id = endpoint.id();
    if (!request.healthCheck()) {
      sent.add(id);
    }
    Cancellable reply =
        replies
            .getOrDefault(id, Optional.empty())
            .map(found -> timeline.after(found.afterNanos, () -> done.ended(found.outcome)))
            .orElse(Cancellable.NOTHING);
    return () -> {
      cancelled.add(id);
      reply.cancel();
    };
  }

  @Override
  public void forget(Endpoint endpoint) {
    forgotten.add(endpoint.id());
  }

  private record Reply(Outcome outcome, long afterNanos) {}
}
