package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Faults that meet requests as they arrive.
class ArrivalFaultsTest extends NodeBench {
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
    MockNode node = nodeOfChance(0, 0.2499, 0.25, 0.9999);
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

  /// Two at once, then one every 100 ms.
  @Test
  void rateLimitLetsABurstThroughAndThenSoManyASecond() {
    MockNode node = node(1, 10, NO_LIMIT);
    set(node, Scope.TRAFFIC, new Effect.RateLimit(10, 2));

    for (long at : new long[] {0, 0, 0, 99, 100, 100, 1_000, 1_000, 1_000}) {
      runTo(at);
      traffic(node, "from " + at, 1);
    }
    runTo(2_000);

    assertThat(ended)
        .containsExactly(
            "at 0 from 0 429 after 1000",
            "at 1 from 0 200",
            "at 1 from 0 200",
            "at 99 from 99 429 after 1000",
            "at 100 from 100 429 after 1000",
            "at 101 from 100 200",
            "at 1000 from 1000 429 after 1000",
            "at 1001 from 1000 200",
            "at 1001 from 1000 200");
  }

  @Test
  void rateLimitSaysTheWholeSecondsUntilTheNextMayPass() {
    MockNode node = node(1, 10, NO_LIMIT);
    set(node, Scope.TRAFFIC, new Effect.RateLimit(0.4, 1));

    traffic(node, "first", 1);
    traffic(node, "second", 1);
    runTo(600);
    traffic(node, "third", 1);

    assertThat(ended)
        .containsExactly(
            "at 0 second 429 after 3000", "at 1 first 200", "at 600 third 429 after 2000");
  }

  @Test
  void rateLimitOfTheTrafficLetsHealthChecksPass() {
    MockNode node = node(1, 10, NO_LIMIT);
    set(node, Scope.TRAFFIC, new Effect.RateLimit(1, 1));

    for (int i = 0; i < 3; i++) {
      check(node, "check");
    }
    runTo(10);

    assertThat(ended).containsExactly("at 1 check 200", "at 1 check 200", "at 1 check 200");
  }
}
