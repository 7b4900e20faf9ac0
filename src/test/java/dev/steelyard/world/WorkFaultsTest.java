package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Faults that make work longer.
class WorkFaultsTest extends NodeBench {
  @Test
  void slownessMeetsThoseThatBeginWhileItIsOn() {
    MockNode node = node(1, 1, NO_LIMIT);

    traffic(node, "before", 10);
    traffic(node, "waiting", 10);
    check(node, "check before");
    set(node, Scope.BOTH, new Effect.Slow(3));
    check(node, "check");
    timeline.runUntil(40 * MILLI);
    traffic(node, "during", 10);
    timeline.runUntil(50 * MILLI);
    mend(node);
    traffic(node, "after", 10);
    timeline.runUntil(100 * MILLI);

    assertThat(ended)
        .containsExactly(
            "at 1 check before 200",
            "at 3 check 200",
            "at 10 before 200",
            "at 40 waiting 200",
            "at 70 during 200",
            "at 80 after 200");
  }

  @Test
  void slownessOfTheTrafficDoesNotMeetHealthChecks() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.TRAFFIC, new Effect.Slow(5));

    traffic(node, "a", 10);
    check(node, "check");
    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 1 check 200", "at 50 a 200");
  }

  @Test
  void leakMakesEachRequestSlowerThanTheOneBefore() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.TRAFFIC, new Effect.Leak(0.5));

    for (String name : List.of("a", "b", "c")) {
      traffic(node, name, 10);
    }
    check(node, "check");
    runTo(100);

    assertThat(ended)
        .containsExactly("at 1 check 200", "at 10 a 200", "at 25 b 200", "at 45 c 200");
  }

  @Test
  void closedPortOfTheTrafficFreesWhatLeaked() {
    MockNode node = node(1, 1, NO_LIMIT);
    Effect leak = new Effect.Leak(1);
    set(node, Scope.BOTH, leak);
    traffic(node, "a", 10);
    traffic(node, "b", 10);
    runTo(30);
    set(node, new Fault(leak, Scope.BOTH), new Fault(REFUSE, Scope.HEALTH_CHECK));
    traffic(node, "health port closed", 10);
    runTo(60);
    set(node, Scope.BOTH, leak, REFUSE);
    set(node, Scope.BOTH, leak);
    traffic(node, "restarted", 10);
    traffic(node, "next", 10);
    runTo(100);

    assertThat(ended)
        .containsExactly(
            "at 10 a 200",
            "at 30 b 200",
            "at 60 health port closed 200",
            "at 70 restarted 200",
            "at 90 next 200");
  }

  @Test
  void leakThatEndsAndBeginsAgainBeginsWithNothing() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, new Effect.Leak(1));
    traffic(node, "a", 10);
    traffic(node, "b", 10);
    runTo(30);
    mend(node);
    set(node, Scope.BOTH, new Effect.Leak(1));
    traffic(node, "c", 10);
    runTo(100);

    assertThat(ended).containsExactly("at 10 a 200", "at 30 b 200", "at 40 c 200");
  }

  /// 1 + 0.5 for each other request in the node when the work begins: a finds nobody, b finds a, c
  /// finds b and d, d finds b or c.
  @Test
  void overloadGrowsWithThoseThatWorkAndWait() {
    MockNode node = node(1, 2, NO_LIMIT);
    set(node, Scope.BOTH, new Effect.Overload(0.5));

    traffic(node, "a", 10);
    traffic(node, "b", 20);
    traffic(node, "c", 10);
    traffic(node, "d", 10);
    check(node, "check");
    runTo(100);

    assertThat(ended)
        .containsExactly(
            "at 3 check 200", // 1 + 0.5 x 4.
            "at 10 a 200",
            "at 30 b 200", // 20 x (1 + 0.5 x 1).
            "at 30 c 200", // 10 x (1 + 0.5 x 2), from 10.
            "at 45 d 200"); // 10 x (1 + 0.5 x 1), from 30.
  }
}
