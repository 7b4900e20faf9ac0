package dev.steelyard.run;

import dev.steelyard.balancer.Balancers;
import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.scenario.NodeSpec;
import java.util.List;
import java.util.function.Function;

/// Without discovery every balancer is told at once, as by an operator who knows.
final class DirectAnnouncer implements Announcer {
  private final Function<NodeSpec, Balancers> balancers;

  /// @param balancers those in front of a node
  DirectAnnouncer(Function<NodeSpec, Balancers> balancers) {
    this.balancers = balancers;
  }

  @Override
  public void join(NodeSpec node, Instance instance) {
    tell(node, new Difference(List.of(instance), List.of(), List.of()));
  }

  @Override
  public void leave(NodeSpec node) {
    tell(node, new Difference(List.of(), List.of(node.id()), List.of()));
  }

  @Override
  public void reweigh(NodeSpec node, Instance instance) {
    tell(node, new Difference(List.of(), List.of(), List.of(instance)));
  }

  /// Nobody tells the balancers; they may find out by checks.
  @Override
  public void condition(NodeSpec node, NodeCondition condition) {}

  private void tell(NodeSpec node, Difference difference) {
    balancers.apply(node).change(difference);
  }
}
