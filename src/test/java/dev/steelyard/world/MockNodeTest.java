package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.scenario.NodeSpec;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Workers, queue and load of a node that is well.
class MockNodeTest extends NodeBench {
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
  void healthyNodeDrawsNoChance() {
    MockNode node = nodeOfChance();

    traffic(node, "a", 10);
    timeline.runUntil(10 * MILLI);

    assertThat(ended).containsExactly("at 10 a 200");
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
          public void answer(Reply reply) {
            super.answer(reply);
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
          public void answer(Reply reply) {
            super.answer(reply);
            traffic(node, "again", 10);
          }
        });
    traffic(node, "waiting", 10);

    timeline.runUntil(100 * MILLI);

    assertThat(ended).containsExactly("at 10 a 200", "at 20 waiting 200", "at 30 again 200");
  }
}
