package dev.steelyard.scenario;

import dev.steelyard.balancer.node.Node;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Problems;
import dev.steelyard.scenario.json.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `nodes`; a `count` above 1 makes several nodes of one entry.
final class NodesBinder {
  private static final String ALLOWED = "each id once";
  private static final List<String> OF_MOCK_NODES = List.of("count", "speed", "workers", "queue");

  private final Problems problems;
  private final List<NodeSpec> nodes = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();

  NodesBinder(Problems problems) {
    this.problems = problems;
  }

  List<NodeSpec> bind(Fields scenario) {
    int before = problems.count();
    List<Fields> entries = scenario.objects("nodes");
    for (Fields entry : entries) {
      bindEntry(entry);
      entry.done();
    }
    boolean listed = scenario.find("nodes").orElse(null) instanceof Located.Items;
    if (listed && nodes.isEmpty() && problems.count() == before) {
      scenario.wrong("nodes", "there is no node in it", "1 to " + Scenario.MOST_NODES + " nodes");
    }
    return nodes;
  }

  private void bindEntry(Fields entry) {
    int before = problems.count();
    entry.require("id");
    String id = entry.text("id", "", Rules.ID);
    int count = entry.whole("count", 1, 1, Scenario.MOST_NODES);
    int weight = entry.whole("weight", 1, 1, Node.MAX_WEIGHT);
    double speed = entry.number("speed", 1, Range.above(0, NodeSpec.MOST_SPEED));
    int workers = entry.whole("workers", 1, 1, NodeSpec.MOST_WORKERS);
    OptionalInt queue = entry.wholeIfThere("queue", 0, NodeSpec.MOST_QUEUE);
    Optional<Address> address = address(entry);
    String pool = entry.text("pool", PoolSpec.DEFAULT, Rules.ID);
    if (problems.count() > before || !entry.has("id")) {
      return;
    }
    if (nodes.size() + count > Scenario.MOST_NODES) {
      entry.wrong(
          entry.has("count") ? "count" : "id",
          "there would be " + (nodes.size() + count) + " nodes",
          "at most " + Scenario.MOST_NODES + " nodes in all");
      return;
    }
    for (int number = 1; number <= count; number++) {
      String made = count == 1 ? id : id + "-" + number;
      if (!isFree(made, entry)) {
        return;
      }
      nodes.add(new NodeSpec(made, weight, speed, workers, queue, pool, address));
    }
  }

  private static Optional<Address> address(Fields entry) {
    if (!entry.has("address")) {
      return Optional.empty();
    }
    for (String name : OF_MOCK_NODES) {
      if (entry.has(name)) {
        entry.wrong(name, "the node has an address, so it is no mock node", "leave it out");
      }
    }
    int before = entry.problems().count();
    String text = entry.text("address", "", Rules.ADDRESS);
    if (entry.problems().count() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(Address.of(text));
    } catch (IllegalArgumentException e) {
      entry.wrong("address", String.valueOf(e.getMessage()), Address.FORM);
      return Optional.empty();
    }
  }

  private boolean isFree(String id, Fields entry) {
    if (!Rules.ID.allows(id)) {
      entry.wrong("id", "with its count it makes the id " + id, Rules.ID.words());
      return false;
    }
    String owner = owners.putIfAbsent(id, entry.pathOf("id"));
    if (owner != null) {
      entry.wrong("id", "a node has the id " + id + " already, see " + owner, ALLOWED);
    }
    return owner == null;
  }
}
