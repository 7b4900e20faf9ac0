package dev.steelyard.ui.live.flow;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.StateMark;
import java.util.ArrayList;
import java.util.List;

/// What stands still in the flow between two frames: how busy the clients are and how each lane is.
///
/// @param rate what the clients send: `90 req/s`
/// @param strategy how the balancer chooses, in words
/// @param lanes one for each node
/// @param bands whether lanes are as wide as their rate
record FlowScene(String rate, String strategy, List<Lane> lanes, boolean bands) {
  static final FlowScene EMPTY = new FlowScene("", "", List.of(), false);

  /// Above this the dots are a sample, and bands tell the rate.
  static final double BANDS_ABOVE = 60;

  FlowScene {
    lanes = List.copyOf(lanes);
  }

  /// One node's lane.
  ///
  /// @param absent whether no balancer has it as a member
  /// @param takesTraffic whether the balancer sends to it
  /// @param cut whether connections are refused
  /// @param share the part of all attempts of the last second that went to it, 0 to 1
  record Lane(
      String node,
      Truth truth,
      NodeState belief,
      boolean absent,
      boolean takesTraffic,
      boolean cut,
      double share) {
    /// The shape of what is the matter.
    StateMark mark() {
      if (absent) {
        return StateMark.GONE;
      }
      return belief == NodeState.UP ? StateMark.of(truth) : StateMark.of(belief);
    }

    /// What is the matter, in a word; empty if nothing is.
    String word() {
      if (absent) {
        return "not a member";
      }
      if (belief != NodeState.UP) {
        return belief.word();
      }
      if (cut) {
        return "refused";
      }
      return truth == Truth.HEALTHY ? "" : truth.word();
    }
  }

  /// Whether the balancer has no node left to choose.
  boolean noneTakesTraffic() {
    return !lanes.isEmpty() && lanes.stream().noneMatch(Lane::takesTraffic);
  }

  static FlowScene of(Frame frame, String strategy) {
    double rate = frame.lastSecond().perSecond(frame.lastSecond().generated());
    long attempts = Math.max(1, frame.lastSecond().attempts());
    List<Lane> lanes = new ArrayList<>();
    for (NodeFrame node : frame.nodes()) {
      lanes.add(
          new Lane(
              node.id(),
              node.truth(),
              node.belief(),
              !node.presence().member(),
              node.presence().member() && (frame.panic() || node.belief().takesTraffic()),
              refuses(node),
              Math.min(1, (double) node.lastSecond().attempts() / attempts)));
    }
    return new FlowScene(Figures.rate(rate).text(), strategy, lanes, rate > BANDS_ABOVE);
  }

  private static boolean refuses(NodeFrame node) {
    if (!node.presence().running()) {
      return true;
    }
    return node.truth() == Truth.BROKEN
        && node.faults().stream()
            .filter(fault -> fault.scope().meetsTraffic())
            .anyMatch(fault ->
                fault.effect() instanceof Effect.Refuse || fault.effect() instanceof Effect.Flap);
  }
}
