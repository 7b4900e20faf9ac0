package dev.steelyard.live;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.clock.SystemTimeline;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.world.MockNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// One mock node on real sockets: a {@link MockNode} behind two ports, one for traffic and one for
/// health checks, so that each can close without the other.
///
/// One lock guards the MockNode: requests come on the server's threads, timers on the nodes' loop,
/// and faults on the balancer's. What is decided under the lock is done after it.
final class MockBackend {
  /// How many requests may wait if the scenario does not say.
  static final int DEFAULT_QUEUE = 1_000;

  /// The answer's header that names the node.
  static final String NODE_HEADER = "Steelyard-Node";

  private final String id;
  private final NetworkDelay network;
  private final HttpField header;
  private final byte[] body;
  private final Object lock = new Object();
  private final MockNode node; // Guarded by the lock, like all below.
  private final List<Runnable> decisions = new ArrayList<>();
  private final NodePort traffic;
  private final NodePort health;

  /// Opens both ports.
  ///
  /// @param timeline the nodes' time
  /// @param network delays the answers
  MockBackend(
      NodeSpec spec, Seeds seeds, SystemTimeline timeline, NetworkDelay network, NodeServer server)
      throws IOException {
    this.id = spec.id();
    this.network = network;
    this.header = new PreEncodedHttpField(NODE_HEADER, id);
    this.node =
        new MockNode(
            spec,
            DEFAULT_QUEUE,
            new GuardedTimeline(timeline, this::guarded),
            seeds.stream("node-" + id));
    this.body = node.body();
    this.traffic = server.open(this, false, timeline);
    try {
      this.health = server.open(this, true, timeline);
    } catch (IOException | RuntimeException failure) {
      traffic.close();
      throw failure;
    }
  }

  String id() {
    return id;
  }

  HttpField header() {
    return header;
  }

  byte[] body() {
    return body;
  }

  Endpoint endpoint() {
    return new Endpoint(id, NodePort.HOST, traffic.number(), health.number());
  }

  /// Takes in a request whose body has been read. Called on the server's threads.
  void arrive(LiveCall call) {
    guarded(() -> node.arrive(call));
  }

  /// A port that is to close does so before this returns.
  void setCondition(NodeCondition changed) {
    closeIfRefused(traffic, changed);
    closeIfRefused(health, changed);
    guarded(() -> node.setCondition(changed));
    openOrCutOff(traffic, changed);
    openOrCutOff(health, changed);
  }

  NodeLoad load() {
    synchronized (lock) {
      return node.load();
    }
  }

  /// Closes both ports with all their connections, for good.
  void close() {
    traffic.close();
    health.close();
    traffic.closeConnections();
    health.closeConnections();
  }

  /// Hears from a call, under the lock, what to do after it.
  void decided(Runnable task) {
    decisions.add(task);
  }

  private static void closeIfRefused(NodePort port, NodeCondition condition) {
    if (condition.of(port.healthCheck()).refuse()) {
      port.close();
    }
  }

  private static void openOrCutOff(NodePort port, NodeCondition condition) {
    if (condition.of(port.healthCheck()).refuse()) {
      port.closeConnections();
    } else {
      port.open();
    }
  }

  /// Carries an answer over the network.
  void pass(Runnable answer) {
    network.pass(answer);
  }

  private void guarded(Runnable task) {
    Runnable only = null; // The common case, for which no list is made.
    List<Runnable> several = List.of();
    synchronized (lock) {
      task.run();
      if (decisions.size() == 1) {
        only = decisions.getFirst();
      } else {
        several = List.copyOf(decisions);
      }
      decisions.clear();
    }
    if (only != null) {
      only.run();
    }
    several.forEach(Runnable::run);
  }
}
