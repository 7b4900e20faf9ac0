package dev.steelyard.sim;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.world.MockNode;
import dev.steelyard.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The virtual world of one run.
public final class SimWorld implements World {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Map<String, MockNode> nodes = new LinkedHashMap<>();
  private final List<Endpoint> endpoints;
  private final Transport transport;

  public SimWorld(Scenario scenario) {
    var seeds = new Seeds(scenario.seed());
    for (NodeSpec spec : scenario.nodes()) {
      nodes.put(
          spec.id(),
          new MockNode(spec, Integer.MAX_VALUE, timeline, seeds.stream("node-" + spec.id())));
    }
    endpoints = nodes.keySet().stream().map(Endpoint::virtual).toList();
    transport =
        new SimTransport(timeline, nodes, scenario.networkLatency(), seeds.stream("network"));
  }

  @Override
  public String name() {
    return "virtual";
  }

  @Override
  public VirtualTimeline timeline() {
    return timeline;
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  @Override
  public void setCondition(String node, NodeCondition condition) {
    node(node).setCondition(condition);
  }

  @Override
  public NodeLoad load(String node) {
    return node(node).load();
  }

  @Override
  public void close() {}

  private MockNode node(String id) {
    MockNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node '" + id + "' in this world");
    }
    return node;
  }
}
