package dev.steelyard.balancer.health;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.time.FakeTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pool of nodes with what takes them out and lets them in, on a Timeline that a test moves on.
final class HealthBench {
  static final long SECOND = 1_000_000_000;

  final FakeTimeline timeline = new FakeTimeline();
  final List<Event> events = new ArrayList<>();
  final Pool pool = new Pool();
  final SlowStart slowStart;
  final PanicThreshold panic;
  final NodeStates states;

  HealthBench(int nodes) {
    this(nodes, Optional.empty(), 0);
  }

  HealthBench(int nodes, Optional<SlowStartSettings> slow, double threshold) {
    for (int i = 0; i < nodes; i++) {
      pool.add(Endpoint.virtual("n" + i), 1);
    }
    slowStart = new SlowStart(slow, timeline);
    panic = new PanicThreshold(threshold, timeline, pool, events::add);
    states = new NodeStates(timeline, events::add, slowStart, panic);
  }

  Node node(int index) {
    return pool.members().get(index);
  }

  void down(int index, boolean down) {
    states.setOut(node(index), Exclusion.DOWN, down, "test");
  }

  /// Which nodes are kept out for this reason.
  List<String> out(Exclusion why) {
    return pool.members().stream().filter(node -> node.isOut(why)).map(Node::id).toList();
  }

  /// What was told of states: `n0 up to down: test`.
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      if (event
          instanceof Event.NodeStateChanged(long _, String node, var from, var to, String why)) {
        told.add(node + " " + from.word() + " to " + to.word() + ": " + why);
      }
    }
    return told;
  }
}
