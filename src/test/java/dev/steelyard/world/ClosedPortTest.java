package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a closed port cuts off.
class ClosedPortTest extends NodeBench {
  @Test
  void closedPortCutsOffEverythingInFlightInAFixedOrder() {
    MockNode node = node(1, 2, NO_LIMIT);
    for (String name : List.of("a", "b", "c", "d")) {
      traffic(node, name, 10);
    }
    check(node, "check 1");
    check(node, "check 2");

    set(node, Scope.BOTH, REFUSE);

    assertThat(ended)
        .containsExactly(
            "at 0 c reset",
            "at 0 d reset",
            "at 0 a reset",
            "at 0 b reset",
            "at 0 check 1 reset",
            "at 0 check 2 reset");
    assertThat(node.load()).isEqualTo(new NodeLoad(0, 0, 0));
    assertThat(timeline.waiting()).as("tasks left behind").isZero();
  }

  @Test
  void closedPortCutsOffWhatHangsInOrderOfArrival() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);
    for (String name : List.of("a", "b", "c")) {
      traffic(node, name, 10);
      check(node, "check " + name);
    }

    set(node, Scope.BOTH, HANG, REFUSE);

    assertThat(ended)
        .containsExactly(
            "at 0 a reset",
            "at 0 b reset",
            "at 0 c reset",
            "at 0 check a reset",
            "at 0 check b reset",
            "at 0 check c reset");
  }

  @Test
  void closedPortForTrafficLeavesHealthChecksAlone() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "a", 10);
    check(node, "check");

    set(node, Scope.TRAFFIC, REFUSE);

    assertThat(node.refuses(false)).isTrue();
    assertThat(node.refuses(true)).isFalse();
    timeline.runUntil(100 * MILLI);
    assertThat(ended).containsExactly("at 0 a reset", "at 1 check 200");
  }

  @Test
  void closedPortForHealthChecksLeavesTrafficAlone() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "a", 10);
    traffic(node, "b", 10);
    check(node, "check");

    set(node, Scope.HEALTH_CHECK, REFUSE);

    assertThat(node.refuses(false)).isFalse();
    assertThat(node.refuses(true)).isTrue();
    timeline.runUntil(100 * MILLI);
    assertThat(ended).containsExactly("at 0 check reset", "at 10 a 200", "at 20 b 200");
  }

  @Test
  void requestThatSlippedThroughAClosingPortIsReset() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, REFUSE, HANG);

    traffic(node, "a", 10);
    check(node, "check");

    assertThat(ended).containsExactly("at 0 a reset", "at 0 check reset");
  }

  @Test
  void mendedNodeServesAgainWithAllItsWorkers() {
    MockNode node = node(1, 2, 0);
    traffic(node, "a", 10);
    traffic(node, "b", 10);
    set(node, Scope.BOTH, REFUSE);
    ended.clear();
    timeline.runUntil(5 * MILLI);

    mend(node);
    traffic(node, "c", 10);
    traffic(node, "d", 10);
    timeline.runUntil(100 * MILLI);

    assertThat(node.refuses(false)).isFalse();
    assertThat(ended).containsExactly("at 15 c 200", "at 15 d 200");
  }

  @Test
  void workThatWasCutOffCountsAsBusyUntilThen() {
    MockNode node = node(1, 2, NO_LIMIT);
    traffic(node, "a", 100);
    traffic(node, "b", 100);
    traffic(node, "c", 100);

    timeline.runUntil(30 * MILLI);
    set(node, Scope.BOTH, REFUSE);
    timeline.runUntil(90 * MILLI);

    assertThat(node.load()).isEqualTo(new NodeLoad(0, 0, 60 * MILLI));
  }

  @ParameterizedTest
  @EnumSource
  void clientThatComesBackWhileItsRequestIsResetMeetsTheNewCondition(Scope scope) {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);
    node.arrive(
        new Recorded("a", 10 * MILLI, false) {
          @Override
          public void reset() {
            super.reset();
            traffic(node, "again", 10);
          }
        });

    if (scope == Scope.HEALTH_CHECK) {
      set(node, scope, HANG); // Ends for traffic.
      timeline.runUntil(10 * MILLI);
      assertThat(ended).containsExactly("at 0 a reset", "at 10 again 200");
    } else {
      set(node, scope, REFUSE);
      timeline.runUntil(10 * MILLI);
      assertThat(ended).containsExactly("at 0 a reset", "at 0 again reset");
    }
    assertThat(node.load().queued()).isZero();
  }
}
