package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import org.junit.jupiter.api.Test;

/// Requests that are taken and not answered.
class HangTest extends NodeBench {
  @Test
  void hangingRequestsAreResetInOrderWhenItEnds() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);

    traffic(node, "a", 10);
    check(node, "check");
    traffic(node, "b", 10);
    timeline.runUntil(500 * MILLI);
    assertThat(ended).isEmpty();
    assertThat(node.load()).isEqualTo(NodeLoad.IDLE);
    mend(node);

    assertThat(ended).containsExactly("at 500 a reset", "at 500 b reset", "at 500 check reset");
  }

  @Test
  void hangLeavesWhatWasBegunAlone() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "begun", 10);
    traffic(node, "waiting", 10);

    set(node, Scope.BOTH, HANG);
    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 10 begun 200", "at 20 waiting 200");
  }

  @Test
  void hangGoesOnWhileOtherFaultsComeAndGo() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);
    traffic(node, "a", 10);

    set(node, Scope.BOTH, HANG, new Effect.Slow(2));
    set(node, Scope.BOTH, HANG, RESET);
    assertThat(ended).isEmpty();
    set(node, Scope.BOTH, RESET);

    assertThat(ended).containsExactly("at 0 a reset");
  }

  @Test
  void hangThatEndsForTrafficOnlyKeepsHoldingHealthChecks() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);
    traffic(node, "a", 10);
    check(node, "check");

    set(node, Scope.HEALTH_CHECK, HANG);
    assertThat(ended).containsExactly("at 0 a reset");
    mend(node);

    assertThat(ended).containsExactly("at 0 a reset", "at 0 check reset");
  }

  @Test
  void hangingRequestsAreBounded() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);

    traffic(node, "the oldest", 10);
    for (int i = 1; i < Door.MOST_HELD; i++) {
      traffic(node, "a", 10);
    }
    assertThat(ended).isEmpty();
    traffic(node, "past the bound", 10);

    assertThat(ended).containsExactly("at 0 the oldest reset");
  }
}
