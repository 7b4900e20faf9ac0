package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `pools`: those that have balancer settings of their own.
final class PoolsBinder {
  private PoolsBinder() {}

  static List<PoolSpec> bind(Fields scenario) {
    List<PoolSpec> pools = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Fields entry : scenario.objects("pools")) {
      entry.require("id", "balancer");
      String id = entry.text("id", PoolSpec.DEFAULT, Rules.ID);
      if (entry.has("id") && !ids.add(id)) {
        entry.wrong("id", "there is a pool of this id already", "each id once");
      }
      Optional<Fields> balancer = entry.object("balancer");
      if (balancer.map(found -> found.has("count")).orElse(false)) {
        balancer.orElseThrow().wrong("count", "all pools have as many balancers", "leave it out");
      }
      balancer
          .map(BalancerBinder::settings)
          .map(found -> new PoolSpec(id, found))
          .ifPresent(pools::add);
      entry.done();
    }
    return pools;
  }
}
