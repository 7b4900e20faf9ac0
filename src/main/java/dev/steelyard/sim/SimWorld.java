package dev.steelyard.sim;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
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
  private final Map<String, Wire> wires = new LinkedHashMap<>();
  private final Seeds seeds;
  private final Transport transport;

  public SimWorld(Scenario scenario) {
    seeds = new Seeds(scenario.seed());
    scenario.nodes().forEach(this::open);
    transport =
        new SimTransport(timeline, wires, scenario.networkLatency(), seeds.stream("network"));
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
    return wires.keySet().stream().map(Endpoint::virtual).toList();
  }

  @Override
  public Endpoint open(NodeSpec spec) {
    if (wires.containsKey(spec.id())) {
      throw new IllegalArgumentException("there is a node '" + spec.id() + "' in this world");
    }
    var node = new MockNode(spec, Integer.MAX_VALUE, timeline, seeds.stream("node-" + spec.id()));
    wires.put(spec.id(), new Wire(node));
    return Endpoint.virtual(spec.id());
  }

  /// There is no file, network or other process in virtual time: the only source is the registry.
  @Override
  public MemberSource source(SourceSpec spec, String service, RegistryLink link) {
    if (!(spec instanceof SourceSpec.InProcess)) {
      throw new IllegalArgumentException(
          "source: " + spec.type() + " exists in the live world only");
    }
    return link.source(service);
  }

  /// When the port for traffic closes, its idle connections end with it.
  @Override
  public void setCondition(String node, NodeCondition condition) {
    Wire wire = wire(node);
    wire.node().setCondition(condition);
    if (condition.traffic().refuse()) {
      wire.closeIdle();
    }
  }

  @Override
  public NodeLoad load(String node) {
    Wire wire = wire(node);
    return wire.node().load().withConnections(wire.open());
  }

  @Override
  public void close() {}

  private Wire wire(String id) {
    Wire wire = wires.get(id);
    if (wire == null) {
      throw new IllegalArgumentException("no node '" + id + "' in this world");
    }
    return wire;
  }
}
