package dev.steelyard.scenario;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Selection;
import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.scenario.json.JsonText;
import dev.steelyard.scenario.text.Durations;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a scenario as JSON with every field spelt out, which reads back to an equal scenario.
public final class ScenarioWriter {
  private ScenarioWriter() {}

  /// The whole file.
  public static String json(Scenario scenario) {
    return JsonText.of(fields(scenario));
  }

  private static Map<String, Object> fields(Scenario scenario) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", ScenarioBinder.VERSION);
    fields.put("id", scenario.id());
    fields.put("title", scenario.title());
    fields.put("description", scenario.description());
    fields.put("seed", scenario.seed());
    fields.put("duration", Durations.format(scenario.duration()));
    fields.put("warmup", Durations.format(scenario.warmup()));
    fields.put("nodes", scenario.nodes().stream().map(ScenarioWriter::node).toList());
    fields.put("network", Map.of("latency", TrafficFields.distribution(scenario.networkLatency())));
    fields.put("traffic", TrafficFields.of(scenario.traffic()));
    fields.put("balancer", balancer(scenario.balancers(), scenario.balancer()));
    if (!scenario.services().pools().isEmpty()) {
      fields.put("pools", scenario.services().pools().stream().map(ScenarioWriter::pool).toList());
    }
    scenario
        .services()
        .gateway()
        .ifPresent(gateway -> fields.put("gateway", GatewayFields.of(gateway)));
    fields.put("faults", scenario.faults().stream().map(ScenarioWriter::fault).toList());
    scenario
        .services()
        .discovery()
        .ifPresent(discovery -> fields.put("discovery", DiscoveryFields.of(discovery)));
    fields.put(
        "membership",
        scenario.services().membership().stream().map(ScenarioWriter::membership).toList());
    fields.put("claims", scenario.claims().stream().map(ScenarioWriter::claim).toList());
    return fields;
  }

  private static Map<String, Object> node(NodeSpec node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", node.id());
    fields.put("weight", node.weight());
    if (!node.pool().equals(PoolSpec.DEFAULT)) {
      fields.put("pool", node.pool());
    }
    if (node.address().isPresent()) {
      fields.put("address", node.address().get().text());
      return fields;
    }
    fields.put("speed", node.speed());
    fields.put("workers", node.workers());
    node.queue().ifPresent(queue -> fields.put("queue", queue));
    return fields;
  }

  private static Map<String, Object> pool(PoolSpec pool) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", pool.id());
    fields.put("balancer", balancer(pool.balancer()));
    return fields;
  }

  private static Map<String, Object> balancer(int count, BalancerSettings balancer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", count);
    fields.putAll(balancer(balancer));
    return fields;
  }

  private static Map<String, Object> balancer(BalancerSettings balancer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("strategy", SpecFields.strategy(balancer.strategy()));
    fields.put("timeout", Durations.format(balancer.timeout()));
    balancer
        .requestTimeout()
        .ifPresent(timeout -> fields.put("requestTimeout", Durations.format(timeout)));
    balancer.retry().ifPresent(retry -> fields.put("retry", RetryFields.retry(retry)));
    balancer.hedge().ifPresent(hedge -> fields.put("hedge", RetryFields.hedge(hedge)));
    HealthFields.put(balancer, fields);
    return fields;
  }

  private static Map<String, Object> fault(PlannedFault fault) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", fault.node());
    fields.put("from", Durations.format(fault.from()));
    fault.until().ifPresent(until -> fields.put("until", Durations.format(until)));
    fields.put("scope", fault.fault().scope().word());
    if (!(fault.fault().effect() instanceof Effect.OnNode)) {
      Selection selection = fault.fault().selection();
      fields.put("probability", selection.probability());
      selection.first().ifPresent(first -> fields.put("first", first));
      fields.put("every", selection.every());
    }
    fields.put("effect", SpecFields.effect(fault.fault().effect()));
    return fields;
  }

  private static Map<String, Object> membership(MembershipChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", change.node());
    fields.put("at", Durations.format(change.at()));
    fields.put("change", change.change().word());
    if (change.change() == Change.LEAVE) {
      fields.put("grace", Durations.format(change.grace()));
    }
    return fields;
  }

  private static Map<String, Object> claim(Claim claim) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", claim.text());
    fields.put("holds", claim.holds());
    return fields;
  }
}
