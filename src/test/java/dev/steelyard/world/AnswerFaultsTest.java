package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Faults that meet answers on their way out. The body has 15 bytes and the node's name, `n`: 16.
class AnswerFaultsTest extends NodeBench {
  private static final Effect TRUNCATE = new Effect.Truncate();
  private static final Effect MALFORMED = new Effect.Malformed();
  private static final Effect RESET_AMID = new Effect.ResetAmid();

  @Test
  void delayHoldsTheAnswerAndNoWorker() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.TRAFFIC, delay(100));

    traffic(node, "a", 10);
    traffic(node, "b", 10);
    check(node, "check");
    runTo(20);
    assertThat(node.load()).isEqualTo(new NodeLoad(0, 0, 20 * MILLI));
    runTo(200);

    assertThat(ended).containsExactly("at 1 check 200", "at 110 a 200", "at 120 b 200");
  }

  @Test
  void delayIsDrawnAnewForEach() {
    MockNode node = node(1, 100, NO_LIMIT);
    set(
        node,
        Scope.BOTH,
        new Effect.Delay(new Distribution.Uniform(Duration.ofMillis(10), Duration.ofMillis(20))));

    for (int i = 0; i < 50; i++) {
      traffic(node, "a", 0);
    }
    runTo(9);
    assertThat(ended).isEmpty();
    runTo(15);
    assertThat(ended.size()).isBetween(10, 40);
    runTo(20);
    assertThat(ended).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void answerMeetsWhatIsOnWhenItIsReady() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, MALFORMED);
    traffic(node, "a", 10);
    runTo(5);
    set(node, Scope.BOTH, TRUNCATE);
    runTo(10);
    traffic(node, "b", 10);
    mend(node);
    runTo(20);

    assertThat(ended).containsExactly("at 10 a 200 truncated", "at 20 b 200");
  }

  @Test
  void everyKindOfEndTellsTheClientSo() {
    for (Effect effect : new Effect[] {MALFORMED, RESET_AMID, TRUNCATE}) {
      MockNode node = node(1, 1, NO_LIMIT);
      set(node, Scope.TRAFFIC, effect);
      traffic(node, effect.type().id(), 0);
      check(node, "check");
    }
    runTo(0);

    assertThat(ended)
        .containsExactly(
            "at 0 malformed 200 malformed", "at 0 reset 200 reset", "at 0 truncate 200 truncated");
  }

  @Test
  void errorsGoTheSameWayOut() {
    MockNode node = node(1, 1, 0);
    traffic(node, "working", 50);
    set(node, Scope.BOTH, TRUNCATE, delay(20));
    traffic(node, "queue full", 10);
    set(node, Scope.BOTH, TRUNCATE, delay(30), new Effect.Errors(1, 500));
    traffic(node, "error", 10);
    runTo(100);

    assertThat(ended)
        .containsExactly(
            "at 20 queue full 503 truncated",
            "at 30 error 500 truncated",
            "at 80 working 200 truncated");
  }

  @Test
  void headHasNoBodyToLose() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, TRUNCATE, RESET_AMID, new Effect.Drip(1));
    traffic(node, "HEAD", 10);
    runTo(10);
    set(node, Scope.BOTH, MALFORMED);
    traffic(node, "HEAD again", 10);
    runTo(20);

    assertThat(ended).containsExactly("at 10 HEAD 200", "at 20 HEAD again 200 malformed");
  }

  @Test
  void bodyDripsAtItsRateAndKeepsNoWorker() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, new Effect.Drip(200));

    traffic(node, "a", 10);
    runTo(10);
    assertThat(ended).containsExactly("at 10 a 0 bytes");
    assertThat(node.load().working()).isZero();
    runTo(200);

    assertThat(ended)
        .containsExactly(
            "at 10 a 0 bytes",
            "at 30 a 4 bytes",
            "at 50 a 8 bytes",
            "at 70 a 12 bytes",
            "at 90 a 200");
  }

  @Test
  void slowDripIsByteByByte() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, new Effect.Drip(2));

    traffic(node, "a", 0);
    runTo(100_000);

    assertThat(ended).hasSize(17).startsWith("at 0 a 0 bytes", "at 500 a 1 bytes");
    assertThat(ended.getLast()).isEqualTo("at 8000 a 200");
  }

  @Test
  void dripThatIsCutEndsHalfway() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, TRUNCATE, new Effect.Drip(200));

    traffic(node, "a", 0);
    runTo(100);

    assertThat(ended).containsExactly("at 0 a 0 bytes", "at 20 a 4 bytes", "at 40 a 200 truncated");
  }

  @Test
  void delayComesBeforeTheDrip() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, new Effect.Drip(800), delay(50));

    traffic(node, "a", 10);
    runTo(100);

    assertThat(ended).containsExactly("at 60 a 0 bytes", "at 80 a 200");
  }

  @Test
  void closedPortCutsOffAnswersOnTheirWay() {
    MockNode node = node(1, 2, NO_LIMIT);
    set(node, Scope.BOTH, delay(50));
    traffic(node, "held", 10);
    runTo(20);
    set(node, Scope.BOTH, new Effect.Drip(200));
    traffic(node, "dripping", 10);
    runTo(55);

    set(node, Scope.BOTH, REFUSE);

    assertThat(ended)
        .containsExactly(
            "at 30 dripping 0 bytes",
            "at 50 dripping 4 bytes",
            "at 55 held reset",
            "at 55 dripping reset");
    assertThat(timeline.waiting()).as("tasks left behind").isZero();
  }

  private static Effect delay(long millis) {
    return new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(millis)));
  }
}
