package dev.steelyard.live;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.world.MockNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

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
  private NodeCondition condition = NodeCondition.GOOD;
  private @Nullable LiveCall lastDecided;
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
    this.body = ("This is node " + id + ".\n").getBytes(StandardCharsets.US_ASCII);
    this.node =
        new MockNode(
            spec,
            DEFAULT_QUEUE,
            new GuardedTimeline(timeline, this::guarded),
            seeds.stream("node-" + id));
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
    guarded(() -> {
      node.arrive(call);
      if (!call.isDecided() && condition.of(call.healthCheck()).hang()) {
        call.closeWhenClientGoes();
      }
    });
  }

  /// A port that is to close does so before this returns.
  void setCondition(NodeCondition changed) {
    closeIfRefused(traffic, changed);
    closeIfRefused(health, changed);
    guarded(() -> {
      condition = changed;
      node.setCondition(changed);
    });
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

  /// Hears from a call, under the lock, how it is to end.
  void decided(LiveCall call) {
    call.next = lastDecided;
    lastDecided = call;
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

  private void guarded(Runnable task) {
    LiveCall call;
    synchronized (lock) {
      task.run();
      call = lastDecided;
      lastDecided = null;
    }
    while (call != null) {
      LiveCall next = call.next;
      finish(call);
      call = next;
    }
  }

  private void finish(LiveCall call) {
    if (call.isReset()) {
      call.finish();
    } else {
      network.pass(call::finish);
    }
  }
}
