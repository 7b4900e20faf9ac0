package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.FakeTimeline;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MockNodeTest {
  private static final long MILLI = 1_000_000;
  private static final int NO_LIMIT = NodeSpec.MOST_QUEUE;

  private static final Effect REFUSE = new Effect.Refuse();
  private static final Effect HANG = new Effect.Hang();
  private static final Effect RESET = new Effect.Reset();

  private final FakeTimeline timeline = new FakeTimeline();

  /// How calls ended: `at 10 a 200`, with the time in milliseconds.
  private final List<String> ended = new ArrayList<>();

  @Test
  void requestTakesItsWorkDividedByTheSpeed() {
    MockNode node = node(0.25, 1, NO_LIMIT);

    traffic(node, "a", 10);
    timeline.runUntil(39 * MILLI);
    assertThat(ended).isEmpty();
    timeline.runUntil(40 * MILLI);

    assertThat(ended).containsExactly("at 40 a 200");
  }

  @Test
  void fastNodeNeedsLess() {
    MockNode node = node(4, 1, NO_LIMIT);

    traffic(node, "a", 10);
    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 2.5 a 200");
  }

  @Test
  void workersServeAtOnceAndTheRestWaitsInOrderOfArrival() {
    MockNode node = node(1, 2, NO_LIMIT);

    traffic(node, "a", 10);
    traffic(node, "b", 4);
    traffic(node, "c", 3);
    traffic(node, "d", 1);
    traffic(node, "e", 1);
    assertThat(node.load()).isEqualTo(new NodeLoad(2, 3, 0));
    timeline.runUntil(100 * MILLI);

    assertThat(ended)
        .containsExactly("at 4 b 200", "at 7 c 200", "at 8 d 200", "at 9 e 200", "at 10 a 200");
    assertThat(node.load()).isEqualTo(new NodeLoad(0, 0, 19 * MILLI));
  }

  @Test
  void requestPastTheQueueIsAnswered503AtOnce() {
    MockNode node = node(1, 1, 2);

    for (String name : List.of("a", "b", "c", "d", "e")) {
      traffic(node, name, 5);
    }

    assertThat(ended).containsExactly("at 0 d 503", "at 0 e 503");
    timeline.runUntil(5 * MILLI);
    traffic(node, "f", 5);
    timeline.runUntil(100 * MILLI);
    assertThat(ended)
        .containsExactly(
            "at 0 d 503", "at 0 e 503", "at 5 a 200", "at 10 b 200", "at 15 c 200", "at 20 f 200");
  }

  @Test
  void nodeWithoutAQueueTurnsAwayWhatItCannotServeAtOnce() {
    MockNode node = node(1, 2, 0);

    traffic(node, "a", 5);
    traffic(node, "b", 5);
    traffic(node, "c", 5);

    assertThat(ended).containsExactly("at 0 c 503");
  }

  @Test
  void worldSaysHowManyMayWaitWhenTheScenarioDoesNot() {
    var node =
        new MockNode(
            new NodeSpec("n", 1, 1, 1, OptionalInt.empty()), 1, timeline, new Seeds(1).stream("n"));

    traffic(node, "a", 5);
    traffic(node, "b", 5);
    traffic(node, "c", 5);

    assertThat(ended).containsExactly("at 0 c 503");
  }

  @Test
  void requestWithoutWorkIsAnsweredAtOnceButNotBeforeItArrived() {
    MockNode node = node(1, 1, NO_LIMIT);

    traffic(node, "a", 0);
    assertThat(ended).isEmpty();
    timeline.runUntil(0);

    assertThat(ended).containsExactly("at 0 a 200");
  }

  @Test
  void healthCheckTakesNoWorkerAndDoesNotWait() {
    MockNode node = node(0.5, 1, 1);

    traffic(node, "a", 10);
    traffic(node, "b", 10);
    check(node, "check");
    assertThat(node.load()).isEqualTo(new NodeLoad(1, 1, 0));
    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 2 check 200", "at 20 a 200", "at 40 b 200");
    assertThat(node.load().busyNanos()).isEqualTo(40 * MILLI);
  }

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
    for (int i = 1; i < MockNode.MOST_HANGING; i++) {
      traffic(node, "a", 10);
    }
    assertThat(ended).isEmpty();
    traffic(node, "past the bound", 10);

    assertThat(ended).containsExactly("at 0 the oldest reset");
  }

  @Test
  void resetMeetsEachRequestAsItArrives() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "before", 10);
    set(node, Scope.TRAFFIC, RESET);

    traffic(node, "a", 10);
    check(node, "check");
    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 0 a reset", "at 1 check 200", "at 10 before 200");
  }

  @Test
  void errorsAreAnsweredAtOnceAndCostNoWork() {
    MockNode node = node(1, 1, 0);
    traffic(node, "before", 10);
    set(node, Scope.BOTH, new Effect.Errors(1, 502));

    traffic(node, "a", 10);
    check(node, "check");

    assertThat(ended).containsExactly("at 0 a 502", "at 0 check 502");
    assertThat(node.load().working()).isEqualTo(1);
  }

  /// The chance is compared with the ratio from below: 0.25 itself is no error.
  @Test
  void errorsMeetTheirShare() {
    var chance = new Doubles(0, 0.2499, 0.25, 0.9999);
    var node =
        new MockNode(new NodeSpec("n", 1, 1, 1, OptionalInt.empty()), NO_LIMIT, timeline, chance);
    set(node, Scope.BOTH, new Effect.Errors(0.25, 500));

    for (String name : List.of("a", "b", "c", "d")) {
      traffic(node, name, 10);
    }

    assertThat(ended).containsExactly("at 0 a 500", "at 0 b 500");
  }

  @Test
  void errorsMeetTheirShareInTheLongRun() {
    MockNode node = node(1, 1, 100_000);
    set(node, Scope.BOTH, new Effect.Errors(0.3, 500));

    for (int i = 0; i < 10_000; i++) {
      traffic(node, "a", 1);
    }

    assertThat(ended.size()).as("with seed 1").isBetween(2_817, 3_183); // 4 standard deviations.
  }

  @Test
  void healthyNodeDrawsNoChance() {
    var node =
        new MockNode(
            new NodeSpec("n", 1, 1, 1, OptionalInt.empty()), NO_LIMIT, timeline, new Doubles());

    traffic(node, "a", 10);
    timeline.runUntil(10 * MILLI);

    assertThat(ended).containsExactly("at 10 a 200");
  }

  @Test
  void gravestFaultActs() {
    var error = new Effect.Errors(1, 500);

    MockNode hanging = node(1, 1, NO_LIMIT);
    set(hanging, Scope.BOTH, error, RESET, HANG);
    traffic(hanging, "hanging", 1);
    MockNode resetting = node(1, 1, NO_LIMIT);
    set(resetting, Scope.BOTH, error, RESET);
    traffic(resetting, "resetting", 1);
    timeline.runUntil(10 * MILLI);

    assertThat(ended).containsExactly("at 0 resetting reset");
  }

  @Test
  void busyTimeIsExactAtEveryMoment() {
    MockNode node = node(1, 2, NO_LIMIT);

    traffic(node, "a", 10);
    timeline.runUntil(4 * MILLI);
    assertThat(node.load().busyNanos()).isEqualTo(4 * MILLI);
    traffic(node, "b", 10);
    timeline.runUntil(7 * MILLI);
    assertThat(node.load().busyNanos()).isEqualTo((7 + 3) * MILLI);
    timeline.runUntil(10 * MILLI);
    assertThat(node.load().busyNanos()).isEqualTo((10 + 6) * MILLI);
    timeline.runUntil(50 * MILLI);
    assertThat(node.load().busyNanos()).isEqualTo((10 + 10) * MILLI);
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

  @Test
  void lookingAtTheLoadChangesNothing() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "a", 10);
    timeline.runUntil(3 * MILLI);

    for (int i = 0; i < 5; i++) {
      assertThat(node.load()).isEqualTo(new NodeLoad(1, 0, 3 * MILLI));
    }
  }

  @Test
  void clientThatAsksAgainAtOnceFindsTheWorkerFree() {
    MockNode node = node(1, 1, 0);
    node.arrive(
        new Recorded("a", 10 * MILLI, false) {
          @Override
          public void answer(int status) {
            super.answer(status);
            traffic(node, "again", 10);
          }
        });

    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 10 a 200", "at 20 again 200");
  }

  @Test
  void clientThatAsksAgainAtOnceStandsBehindThoseThatWait() {
    MockNode node = node(1, 1, NO_LIMIT);
    node.arrive(
        new Recorded("a", 10 * MILLI, false) {
          @Override
          public void answer(int status) {
            super.answer(status);
            traffic(node, "again", 10);
          }
        });
    traffic(node, "waiting", 10);

    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 10 a 200", "at 20 waiting 200", "at 30 again 200");
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

  private MockNode node(double speed, int workers, int queue) {
    var spec = new NodeSpec("n", 1, speed, workers, OptionalInt.of(queue));
    return new MockNode(spec, 7, timeline, new Seeds(1).stream("node"));
  }

  private void traffic(MockNode node, String name, long workMillis) {
    node.arrive(new Recorded(name, workMillis * MILLI, false));
  }

  private void check(MockNode node, String name) {
    node.arrive(new Recorded(name, 0, true));
  }

  private static void set(MockNode node, Scope scope, Effect... effects) {
    List<Fault> faults = Arrays.stream(effects).map(effect -> new Fault(effect, scope)).toList();
    node.setCondition(NodeCondition.of(faults, false));
  }

  private static void mend(MockNode node) {
    node.setCondition(NodeCondition.GOOD);
  }

  private class Recorded implements Call {
    private final String name;
    private final long workNanos;
    private final boolean healthCheck;
    private boolean over;

    Recorded(String name, long workNanos, boolean healthCheck) {
      this.name = name;
      this.workNanos = workNanos;
      this.healthCheck = healthCheck;
    }

    @Override
    public long workNanos() {
      return workNanos;
    }

    @Override
    public boolean healthCheck() {
      return healthCheck;
    }

    @Override
    public void answer(int status) {
      end(Integer.toString(status));
    }

    @Override
    public void reset() {
      end("reset");
    }

    private void end(String how) {
      assertThat(over).as("%s ended before", name).isFalse();
      over = true;
      String at = Double.toString((double) timeline.nanos() / MILLI).replaceAll("\\.0$", "");
      ended.add("at " + at + " " + name + " " + how);
    }
  }

  /// Draws these numbers and then fails.
  private static final class Doubles implements RandomGenerator {
    private final double[] values;
    private int next;

    Doubles(double... values) {
      this.values = values;
    }

    @Override
    public long nextLong() {
      throw new AssertionError("only doubles are drawn");
    }

    @Override
    public double nextDouble() {
      return values[next++];
    }
  }
}
