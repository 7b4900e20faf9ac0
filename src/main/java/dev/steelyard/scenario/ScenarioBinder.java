package dev.steelyard.scenario;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Problem;
import dev.steelyard.scenario.json.Problems;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a scenario of what was read, and tells of everything that is wrong with it.
final class ScenarioBinder {
  static final int VERSION = 1;

  private static final Distribution NO_LATENCY = new Distribution.Fixed(Duration.ZERO);

  private ScenarioBinder() {}

  /// The scenario.
  ///
  /// @param defaultId the id if the file has none; if that is no id, the file must have one
  /// @param problems what was found wrong before; what is found here is added
  /// @throws ScenarioException if anything is wrong, with all of it
  static Scenario bind(Located root, String defaultId, Problems problems) throws ScenarioException {
    if (!(root instanceof Located.Members object)) {
      problems.add(
          Problem.wrong("", root, "it is " + root.kind(), "a scenario, an object in braces"));
      throw new ScenarioException(problems.inOrder());
    }
    var fields = new Fields(object, "", problems).require("version", "nodes", "traffic");
    checkVersion(fields);
    boolean named = Rules.ID.allows(defaultId);
    if (!named) {
      fields.require("id");
    }
    String id = fields.text("id", named ? defaultId : "scenario", Rules.ID);
    String title = fields.text("title", id, Rules.TITLE);
    String description = fields.text("description", "", Rules.DESCRIPTION);
    long seed = fields.whole("seed", 1);
    Duration duration = duration(fields);
    Duration warmup = warmup(fields, duration);
    int before = problems.count();
    List<NodeSpec> nodes = new NodesBinder(problems).bind(fields);
    boolean nodesKnown = problems.count() == before && !nodes.isEmpty();
    List<String> ids = nodesKnown ? nodes.stream().map(NodeSpec::id).toList() : List.of();
    Distribution latency = latency(fields);
    TrafficSettings traffic = TrafficBinder.bind(fields);
    BalancerBinder.Part balancer = BalancerBinder.bind(fields);
    List<PoolSpec> pools = PoolsBinder.bind(fields);
    Set<String> poolIds = poolIds(nodesKnown ? nodes : List.of(), pools);
    Optional<GatewaySettings> gateway = GatewayBinder.bind(fields, poolIds);
    List<PlannedFault> faults = FaultsBinder.bind(fields, ids, elsewhere(nodes));
    Optional<DiscoverySpec> discovery = DiscoveryBinder.bind(fields, ids);
    List<MembershipChange> membership = MembershipBinder.bind(fields, ids);
    List<Claim> claims = ClaimsBinder.bind(fields, ids, poolIds);
    fields.done();
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems.inOrder());
    }
    return new Scenario(
        id,
        title,
        description,
        seed,
        duration,
        warmup,
        nodes,
        latency,
        traffic,
        balancer.count(),
        balancer.settings(),
        new Services(pools, membership, gateway, discovery),
        faults,
        claims);
  }

  private static Set<String> elsewhere(List<NodeSpec> nodes) {
    return nodes.stream()
        .filter(node -> node.address().isPresent())
        .map(NodeSpec::id)
        .collect(Collectors.toSet());
  }

  /// The pools that there are; none if the nodes are not known.
  private static Set<String> poolIds(List<NodeSpec> nodes, List<PoolSpec> pools) {
    Set<String> ids = new LinkedHashSet<>(nodes.stream().map(NodeSpec::pool).toList());
    if (!nodes.isEmpty()) {
      pools.forEach(pool -> ids.add(pool.id()));
    }
    return ids;
  }

  private static void checkVersion(Fields fields) throws ScenarioException {
    Problems problems = fields.problems();
    int before = problems.count();
    if (fields.find("version").orElse(null) instanceof Located.Numeral number
        && !number.raw().equals(String.valueOf(VERSION))) {
      var only = new Problems();
      only.add(
          Problem.wrong(
              "version", number, "this Steelyard reads another one", String.valueOf(VERSION)));
      throw new ScenarioException(only.inOrder());
    }
    if (problems.count() == before) {
      fields.whole("version", VERSION, VERSION, VERSION);
    }
  }

  private static Duration duration(Fields fields) {
    return fields.duration(
        "duration",
        Scenario.DEFAULT_DURATION,
        Scenario.SHORTEST_DURATION,
        Scenario.LONGEST_DURATION);
  }

  private static Duration warmup(Fields fields, Duration duration) {
    Duration warmup =
        fields.duration("warmup", Duration.ZERO, Duration.ZERO, Scenario.LONGEST_DURATION);
    if (warmup.compareTo(duration) >= 0) {
      fields.wrong("warmup", "nothing of the duration would be left", "less than the duration");
    }
    return warmup;
  }

  private static Distribution latency(Fields fields) {
    return fields
        .object("network")
        .map(network -> {
          Distribution latency = DistributionBinder.bind(network, "latency", NO_LATENCY);
          network.done();
          return latency;
        })
        .orElse(NO_LATENCY);
  }
}
