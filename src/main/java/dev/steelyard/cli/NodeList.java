package dev.steelyard.cli;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.scenario.Scenario;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Nodes as they are written on the command line: `a=5,b=1,c`.
final class NodeList {
  private static final Pattern ITEM = Pattern.compile("([A-Za-z0-9._-]{1,64})(?:=([0-9]{1,9}))?");
  private static final String OPTION = "--nodes";
  private static final String FORM = "ID or ID=WEIGHT with commas between";

  private NodeList() {}

  static void addTo(Pool pool, String text) throws NodeListException {
    List<String> items = List.of(text.split(",", -1));
    if (items.size() > Scenario.MOST_NODES) {
      throw new NodeListException(
          OPTION,
          items.getFirst() + ",...",
          "it is too long",
          "up to " + Scenario.MOST_NODES + " nodes");
    }
    for (String item : items) {
      Matcher parts = ITEM.matcher(item);
      if (!parts.matches()) {
        throw new NodeListException(OPTION, item, "it is no node", FORM);
      }
      String id = parts.group(1);
      int weight = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      if (weight < 1 || weight > Node.MAX_WEIGHT) {
        throw new NodeListException(
            OPTION, item, "the weight is out of range", "weights from 1 to " + Node.MAX_WEIGHT);
      }
      if (pool.find(id).isPresent()) {
        throw new NodeListException(OPTION, item, "the id is there twice", "each id once");
      }
      pool.add(Endpoint.virtual(id), weight);
    }
  }

  /// Lets the members of the pool that a list of ids names be down: `a,c`.
  static void setDown(Pool pool, String ids) throws NodeListException {
    for (String id : ids.split(",", -1)) {
      Node node =
          pool.find(id)
              .orElseThrow(() ->
                  new NodeListException(
                      "--down", id, "there is no such node", "ids that --nodes names"));
      node.setOut(Exclusion.DOWN, true);
    }
  }
}
