package dev.steelyard.run;

import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.scenario.NodeSpec;

/// How balancers come to know of nodes that come and go. All calls come on the Timeline.
interface Announcer {
  /// The process of a node runs and wants traffic.
  void join(NodeSpec node, Instance instance);

  /// A node is to leave in order; its process goes on for a while.
  void leave(NodeSpec node);

  /// A node that is announced has another weight.
  void reweigh(NodeSpec node, Instance instance);

  /// What is the matter with the process of a node from now on; with one that has stopped its ports
  /// are closed.
  void condition(NodeSpec node, NodeCondition condition);
}
