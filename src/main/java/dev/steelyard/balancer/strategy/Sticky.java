package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.hash.HashKey;
import java.util.LinkedHashMap;
import java.util.Objects;

/// Takes the node that the key, such as the client, had the last time. For a key that has none, or
/// whose node is no candidate, another strategy chooses, and that node is remembered.
///
/// So a client moves when its node goes down, when it tried it in vain, or when a hedge goes to
/// another one, and stays at the new node after the old one is back. At most {@link #MOST_KEYS}
/// keys are remembered: after that the one that asked least recently is forgotten. A request
/// without a key is chosen for by the other strategy alone.
///
/// Source: cookie affinity, as HAProxy's `cookie` with `option redispatch`.
final class Sticky implements Strategy {
  static final int MOST_KEYS = 100_000;

  private final HashKey key;
  private final Strategy first;
  private final LinkedHashMap<String, Node> remembered = new LinkedHashMap<>(16, 0.75f, true);

  /// @param first chooses for keys that have no node
  Sticky(HashKey key, Strategy first) {
    this.key = key;
    this.first = first;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    String text = key.of(request);
    if (text == null) {
      return first.choose(candidates, request, nowNanos);
    }
    Node node = remembered.get(text);
    if (node != null && candidates.contains(node)) {
      return node.chosen();
    }
    Choice choice = first.choose(candidates, request, nowNanos);
    remember(text, choice.node());
    return choice;
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    String text = key.of(request);
    Node node = text == null ? null : remembered.get(text);
    if (node != null && candidates.contains(node)) {
      return Weighings.choice(
          node,
          "1 for the remembered node",
          Weighings.scores(candidates, each -> each == node ? 1 : 0),
          "the remembered one");
    }
    Choice choice = first.explain(candidates, request, nowNanos);
    if (text != null) {
      remember(text, choice.node());
    }
    Weighing weighing = Objects.requireNonNull(choice.weighing());
    String reason = node == null ? "none is remembered" : node.id() + " cannot be chosen";
    return new Choice(
        choice.node(),
        new Weighing(
            weighing.measure(),
            weighing.scores(),
            weighing.rule() + ", because " + reason,
            weighing.tieBreak()));
  }

  @Override
  public void attemptEnded(Node node, Outcome outcome, long latencyNanos, long nowNanos) {
    first.attemptEnded(node, outcome, latencyNanos, nowNanos);
  }

  @Override
  public void attemptCalledOff(Node node, long lastedNanos, long nowNanos) {
    first.attemptCalledOff(node, lastedNanos, nowNanos);
  }

  private void remember(String text, Node node) {
    remembered.put(text, node);
    if (remembered.size() > MOST_KEYS) {
      remembered.pollFirstEntry();
    }
  }
}
