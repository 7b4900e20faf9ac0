package dev.steelyard.live;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.clock.SystemTimeline;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.live.registry.Sources;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.Address;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Real HTTP over loopback sockets, in wall-clock time.
///
/// Two event loops: the balancer's, which is this world's Timeline, and the nodes'. All ports are
/// on 127.0.0.1.
public final class LiveWorld implements World {
  /// The HTTP library warns of what faults here do on purpose. Held, since the logging system
  /// forgets the level of a logger that nobody holds.
  private static final Logger HTTP_LOG = Logger.getLogger("org.eclipse.jetty");

  private static final int DESCRIPTORS_TO_SPARE = 500;
  private static final int FEWEST_IN_FLIGHT = 8;
  private static final int MOST_CLIENTS = 100_000;

  private final Failures failures = new Failures();
  private final SystemTimeline timeline = new SystemTimeline("balancer", failures);
  private final SystemTimeline nodeTime = new SystemTimeline("nodes", failures);
  private final Map<String, MockBackend> nodes = new LinkedHashMap<>(); // But for those elsewhere.
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final List<MemberSource> sources = new ArrayList<>(); // The Timeline's, until it ends.
  private final AtomicBoolean closed = new AtomicBoolean();
  private Seeds seeds = new Seeds(0); // Until it opens.
  private @Nullable NetworkDelay network;
  private @Nullable NodeServer server;
  private @Nullable HttpTransport transport;

  private LiveWorld() {}

  /// Opens the nodes of `scenario` and starts time.
  ///
  /// @throws IOException if the machine does not give the ports or file descriptors; then nothing
  ///   stays open, and the message says what to do
  public static LiveWorld open(Scenario scenario) throws IOException {
    if (HTTP_LOG.getLevel() == null) {
      HTTP_LOG.setLevel(Level.SEVERE);
    }
    var world = new LiveWorld();
    try {
      world.start(scenario);
      return world;
    } catch (IOException failure) {
      world.close();
      throw new IOException(
          "Cannot open two ports on 127.0.0.1 for each of "
              + scenario.nodes().size()
              + " nodes ("
              + failure.getMessage()
              + "). Use fewer nodes, allow more open files (ulimit -n), or close other programs.",
          failure);
    } catch (RuntimeException | Error failure) {
      world.close();
      throw failure;
    }
  }

  private void start(Scenario scenario) throws IOException {
    seeds = new Seeds(scenario.seed());
    network = new NetworkDelay(scenario.networkLatency(), seeds.stream("network"), nodeTime);
    server = new NodeServer();
    transport =
        new HttpTransport(
            timeline, mostInFlight(FileDescriptors.most(), scenario.nodes().size()), server);
    for (NodeSpec spec : scenario.nodes()) {
      open(spec);
    }
    nodeTime.start();
    timeline.start();
  }

  /// A service that is not ours has one port for everything.
  private static Endpoint elsewhere(String id, Address address) {
    return new Endpoint(id, address.host(), address.port(), address.port(), address.path());
  }

  /// How many attempts may be under way to one node, so that the process keeps file descriptors to
  /// spare: each takes two, here and at the node, one more may be left at the node by a client that
  /// gave up, and one is for a client at the front door.
  static int mostInFlight(long descriptors, int nodes) {
    long forConnections = descriptors - DESCRIPTORS_TO_SPARE - 2L * nodes;
    return Math.clamp(forConnections / 6 / nodes, FEWEST_IN_FLIGHT, HttpTransport.MOST_IN_FLIGHT);
  }

  /// How many connections of real clients the machine's file descriptors allow beside the nodes'.
  public int mostClients() {
    return mostClients(FileDescriptors.most());
  }

  /// Half of all, so that idle clients leave enough for those who send requests.
  static int mostClients(long descriptors) {
    return Math.clamp((descriptors - DESCRIPTORS_TO_SPARE) / 2, FEWEST_IN_FLIGHT, MOST_CLIENTS);
  }

  @Override
  public String name() {
    return "live";
  }

  /// Runs already. Others than its own tasks enter it by {@link Timeline#execute}.
  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public Transport transport() {
    if (transport == null) {
      throw new IllegalStateException("not open");
    }
    return transport;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints.values());
  }

  @Override
  public Endpoint open(NodeSpec spec) throws IOException {
    if (network == null || server == null) {
      throw new IllegalStateException("not open");
    }
    if (endpoints.containsKey(spec.id())) {
      throw new IllegalArgumentException("node: there is a '" + spec.id() + "' already");
    }
    Endpoint endpoint;
    if (spec.address().isPresent()) {
      endpoint = elsewhere(spec.id(), spec.address().get());
    } else {
      var node = new MockBackend(spec, seeds, nodeTime, network, server);
      nodes.put(spec.id(), node);
      endpoint = node.endpoint();
    }
    endpoints.put(spec.id(), endpoint);
    return endpoint;
  }

  @Override
  public MemberSource source(SourceSpec spec, String service, RegistryLink link)
      throws IOException {
    MemberSource source = Sources.open(spec, service, timeline, link);
    sources.add(source);
    return source;
  }

  /// A port that closes refuses connections when this returns.
  ///
  /// @throws IllegalArgumentException if the node is a service elsewhere, which cannot be broken
  @Override
  public void setCondition(String node, NodeCondition condition) {
    find(node).setCondition(condition);
  }

  /// Of a service elsewhere nothing is known but its connections.
  @Override
  public NodeLoad load(String node) {
    MockBackend here = nodes.get(node);
    NodeLoad load = here == null ? NodeLoad.IDLE : here.load();
    Endpoint endpoint = endpoints.get(node);
    return transport == null || endpoint == null
        ? load
        : load.withConnections(transport.connections(endpoint));
  }

  /// Stops time for balancer and nodes, from any thread. What is on the wire still arrives.
  public void freeze() {
    timeline.freeze();
    nodeTime.freeze();
  }

  /// Lets time go on from where it stood, from any thread.
  public void thaw() {
    nodeTime.thaw();
    timeline.thaw();
  }

  /// Sets who hears that a task threw and so ended its loop: on that loop's thread, or at once on
  /// the caller's if it happened before.
  public void onFailure(Consumer<Throwable> listener) {
    failures.listenBy(listener);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    timeline.close();
    sources.forEach(MemberSource::close);
    if (transport != null) {
      transport.stop();
    }
    nodes.values().forEach(MockBackend::close);
    if (server != null) {
      server.stop();
    }
    nodeTime.close();
  }

  private MockBackend find(String id) {
    MockBackend node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("node: there is no '" + id + "' in this process");
    }
    return node;
  }

  /// Keeps the first failure until somebody listens.
  private static final class Failures implements Consumer<Throwable> {
    private @Nullable Consumer<Throwable> listener;
    private @Nullable Throwable untold;

    @Override
    public void accept(Throwable failure) {
      Consumer<Throwable> heard;
      synchronized (this) {
        heard = listener;
        if (heard == null) {
          untold = failure;
          return;
        }
      }
      heard.accept(failure);
    }

    void listenBy(Consumer<Throwable> newListener) {
      Throwable missed;
      synchronized (this) {
        listener = newListener;
        missed = untold;
        untold = null;
      }
      if (missed != null) {
        newListener.accept(missed);
      }
    }
  }
}
