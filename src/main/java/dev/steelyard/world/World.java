package dev.steelyard.world;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import java.io.IOException;
import java.util.List;

/// What a run plays in: time, a transport, and mock nodes that can be broken.
public interface World extends AutoCloseable {
  /// The name in results: `live` or `virtual`.
  String name();

  Timeline timeline();

  Transport transport();

  /// Where the nodes are, in the scenario's order; those that were opened later follow.
  List<Endpoint> endpoints();

  /// Opens one more mock node, whose process runs. To be called on the Timeline's thread.
  ///
  /// @return where it is
  /// @throws IOException if the machine does not give its ports; the message says why
  /// @throws IllegalArgumentException if its id is taken
  Endpoint open(NodeSpec spec) throws IOException;

  /// Opens a source of members. It is closed with the world.
  ///
  /// @param service the service whose members it tells
  /// @param link the way to the registry of this process
  /// @throws IOException if it makes no sense; the message says why
  /// @throws IllegalArgumentException if there is no such source in this world
  MemberSource source(SourceSpec spec, String service, RegistryLink link) throws IOException;

  /// Sets what is wrong with a node from now on; {@link NodeCondition#stopped} ends its process,
  /// and another condition starts it again at the same address, with nothing left of what it did
  /// before. To be called on the Timeline's thread.
  void setCondition(String node, NodeCondition condition);

  /// How busy a node really is. To be called on the Timeline's thread.
  NodeLoad load(String node);

  /// Ends every thread, port and connection of this world. Does nothing the second time.
  @Override
  void close();
}
