package dev.steelyard.client;

import dev.steelyard.balancer.Balancer;
import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The nodes behind one name, with their balancer, and the transport that reaches them.
///
/// The balancer begins when its first nodes are known: they need no warm-up, and get traffic at
/// once. Whoever comes later joins.
final class ServicePool implements Transport {
  static final int MOST_NODES = 1_000;

  private static final System.Logger LOG = System.getLogger(ServicePool.class.getName());

  private final String name;
  private final Switchboard board;
  private final Supplier<HttpClient> jdkClients;
  private final PoolListener listener;
  private final Balancer balancer;
  private final Roster roster;
  private final Map<String, NodeClient> clients = new ConcurrentHashMap<>(); // By the node's id.
  private final RandomGenerator discoveryChance;
  private final @Nullable NodeSource source;
  private volatile List<NodeAddress> nodes; // As last told, and so ahead of the balancer.
  private NodeSource.@Nullable Following following; // Guarded by this object.

  /// @param jdkClients makes a client for one node
  /// @param source makes what tells who the nodes are; null if `nodes` does, and {@link #setNodes}
  ///   later
  ServicePool(
      String name,
      Switchboard board,
      Supplier<HttpClient> jdkClients,
      PoolListener listener,
      Seeds seeds,
      BalancerSettings settings,
      List<NodeAddress> nodes,
      @Nullable Function<ServicePool, NodeSource> source) {
    this.name = name;
    this.board = board;
    this.jdkClients = jdkClients;
    this.listener = listener;
    this.nodes = checked(nodes);
    var members = new Pool();
    this.balancer =
        new Balancer(board.timeline(), this, members, seeds.branch(name), this::on, settings);
    this.roster = new Roster(members, balancer, this::open);
    this.discoveryChance = seeds.branch(name).stream("discovery");
    this.source = source == null ? null : source.apply(this);
  }

  String name() {
    return name;
  }

  /// Begins to balance, and to follow who the nodes are.
  void start() {
    List<NodeAddress> first = nodes;
    if (!first.isEmpty()) {
      board.timeline().execute(() -> roster.swap(first));
    }
    NodeSource telling = source;
    if (telling != null) {
      NodeSource.Following begun = telling.follow(this::hear);
      synchronized (this) {
        following = begun;
      }
    }
  }

  synchronized void stopFollowing() {
    if (following != null) {
      following.close();
      following = null;
    }
  }

  /// Finds the nodes of this pool by discovery.
  ///
  /// @param members answers on the client's Timeline, which it is given
  NodeSource discovered(DiscoverySettings settings, Function<Timeline, MemberSource> members) {
    return new DiscoveredNodes(
        board.timeline(),
        discoveryChance,
        name,
        members.apply(board.timeline()),
        settings,
        this::on);
  }

  List<NodeAddress> nodes() {
    return nodes;
  }

  /// Exchanges the nodes: for every request that is made later, the list is the new one.
  synchronized void setNodes(List<NodeAddress> changed) {
    List<NodeAddress> next = checked(changed);
    nodes = next;
    board.timeline().execute(() -> roster.swap(next));
  }

  /// Takes over what the source tells, unless it is no list of nodes.
  private void hear(List<NodeAddress> told) {
    try {
      setNodes(told);
    } catch (IllegalArgumentException noList) {
      LOG.log(
          System.Logger.Level.WARNING, "the nodes of pool " + name + " stay as they are", noList);
    }
  }

  void change(BalancerSettings changed) {
    board.timeline().execute(() -> balancer.change(changed));
  }

  /// @throws IOException if `uri` asks for TLS, and some node has none
  void check(URI uri) throws IOException {
    if (uri.getScheme().equalsIgnoreCase("https")) {
      for (NodeAddress node : nodes) {
        if (!node.secure()) {
          throw new IOException(
              "pool '%s': %s asks for TLS, but node %s (%s) has none"
                  .formatted(name, uri, node.id(), node.uri()));
        }
      }
    }
  }

  /// On the Timeline's thread.
  Cancellable dispatch(Request request) {
    return balancer.dispatch(request, board.timeline().nanos());
  }

  @Override
  public Cancellable send(Endpoint endpoint, Request request, Done done) {
    NodeClient node = clients.get(endpoint.id());
    if (node == null) {
      throw new IllegalStateException("node: there is no '" + endpoint.id() + "'");
    }
    if (request.exchange() instanceof Call<?> call) {
      return begin(call, node, done);
    }
    return new Probe(board, node, node.probe(request.method(), request.path()), done);
  }

  private <T extends @Nullable Object> Cancellable begin(Call<T> call, NodeClient node, Done done) {
    var attempt = new NodeAttempt<>(call, node, board.timeline(), done);
    attempt.start();
    return attempt;
  }

  @Override
  public void forget(Endpoint endpoint) {
    NodeClient left = clients.remove(endpoint.id());
    if (left != null) {
      left.shutdown();
    }
  }

  private void open(NodeAddress node) {
    clients.put(node.id(), new NodeClient(node, jdkClients.get()));
  }

  private void on(Event event) {
    try {
      listener.on(name, event);
    } catch (RuntimeException failure) {
      LOG.log(System.Logger.Level.WARNING, "the listener of pool " + name + " failed", failure);
    }
  }

  /// Ends all connections when what is under way on them has ended.
  void close() {
    clients.values().forEach(NodeClient::shutdown);
  }

  boolean isTerminated() {
    return clients.values().stream().allMatch(NodeClient::isTerminated);
  }

  /// @param deadlineNanos by the system's clock
  boolean awaitTermination(long deadlineNanos) throws InterruptedException {
    for (NodeClient client : clients.values()) {
      if (!client.awaitTermination(Switchboard.until(deadlineNanos))) {
        return false;
      }
    }
    return true;
  }

  private static List<NodeAddress> checked(List<NodeAddress> nodes) {
    if (nodes.size() > MOST_NODES) {
      throw new IllegalArgumentException(
          "nodes: " + nodes.size() + " must be from 0 to " + MOST_NODES);
    }
    Set<String> ids = new HashSet<>();
    for (NodeAddress node : nodes) {
      if (!ids.add(node.id())) {
        throw new IllegalArgumentException("nodes: the id '" + node.id() + "' is there twice");
      }
    }
    return List.copyOf(nodes);
  }
}
