package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A node whose time stands still. The fault's driver ends and begins the pauses; to the node each
/// is a condition.
class PauseTest extends NodeBench {
  private static final Effect PAUSE =
      new Effect.Pause(Duration.ofSeconds(2), Duration.ofMillis(500));

  @Test
  void workInServiceIsLateByTheWholePause() {
    MockNode node = node(1, 2, NO_LIMIT);
    traffic(node, "a", 10);
    runTo(4);
    traffic(node, "b", 10);
    traffic(node, "waiting", 5);
    set(node, Scope.BOTH, PAUSE);
    runTo(104);
    assertThat(ended).isEmpty();
    mend(node);
    runTo(200);

    assertThat(ended).containsExactly("at 110 a 200", "at 114 b 200", "at 115 waiting 200");
  }

  @Test
  void pausesAddUp() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "a", 10);
    for (int at = 0; at < 50; at += 10) {
      runTo(at);
      set(node, Scope.BOTH, PAUSE);
      runTo(at + 8);
      mend(node);
    }
    runTo(100);

    assertThat(ended).containsExactly("at 50 a 200");
  }

  @Test
  void nobodyIsAnsweredNotEvenWithAnError() {
    MockNode node = node(1, 1, 0);
    traffic(node, "working", 10);
    var error = new Effect.Errors(1, 500);
    set(node, Scope.BOTH, PAUSE, error);
    traffic(node, "error", 10);
    check(node, "check");
    runTo(100);
    assertThat(ended).isEmpty();
    set(node, Scope.BOTH, error);
    runTo(200);

    assertThat(ended).containsExactly("at 100 error 500", "at 100 check 500", "at 110 working 200");
  }

  @Test
  void thoseThatArriveComeInAfterwardsInTheirOrder() {
    MockNode node = node(1, 1, 1);
    set(node, Scope.BOTH, PAUSE);
    for (String name : List.of("a", "b", "c")) {
      traffic(node, name, 10);
    }
    assertThat(node.load()).isEqualTo(new NodeLoad(0, 3, 0));
    runTo(50);
    mend(node);
    runTo(100);

    assertThat(ended).containsExactly("at 50 c 503", "at 60 a 200", "at 70 b 200");
  }

  @Test
  void clientThatComesBackStandsBehindThoseOutside() {
    MockNode node = node(1, 1, NO_LIMIT);
    var errors = new Effect.Errors(1, 500);
    set(node, Scope.BOTH, PAUSE, errors);
    node.arrive(
        new Recorded("a", 0, false) {
          @Override
          public void answer(Reply reply) {
            super.answer(reply);
            traffic(node, "again", 10);
          }
        });
    traffic(node, "b", 10);
    set(node, Scope.BOTH, errors);

    assertThat(ended).containsExactly("at 0 a 500", "at 0 b 500", "at 0 again 500");
  }

  @Test
  void healthChecksPassIfTheyAreNotMeant() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "a", 10);
    set(node, Scope.TRAFFIC, PAUSE);
    check(node, "check");
    runTo(20);
    set(node, Scope.HEALTH_CHECK, PAUSE);
    check(node, "late check");
    runTo(50);
    mend(node);
    runTo(100);

    assertThat(ended).containsExactly("at 1 check 200", "at 30 a 200", "at 51 late check 200");
  }

  @Test
  void answersOnTheirWayStandStillToo() {
    MockNode node = node(1, 1, NO_LIMIT);
    Effect drip = new Effect.Drip(400);
    Effect delay = new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(20)));
    set(node, Scope.BOTH, drip, delay);
    traffic(node, "a", 0);
    runTo(10);
    set(node, Scope.BOTH, PAUSE);
    runTo(40);
    mend(node);
    runTo(55);
    set(node, Scope.BOTH, PAUSE);
    runTo(100);
    mend(node);
    runTo(200);

    assertThat(ended).containsExactly("at 50 a 0 bytes", "at 115 a 8 bytes", "at 135 a 200");
  }

  @Test
  void closedPortCutsOffThoseInsideAndOutside() {
    MockNode node = node(1, 1, NO_LIMIT);
    traffic(node, "inside", 10);
    traffic(node, "waiting", 10);
    set(node, Scope.BOTH, PAUSE);
    traffic(node, "outside", 10);
    set(node, Scope.BOTH, PAUSE, REFUSE);
    assertThat(ended)
        .containsExactly("at 0 waiting reset", "at 0 inside reset", "at 0 outside reset");
    set(node, Scope.BOTH, PAUSE);
    traffic(node, "later", 10);
    runTo(50);
    mend(node);
    runTo(100);

    assertThat(ended).endsWith("at 60 later 200").hasSize(4);
  }

  @Test
  void hangingOnesAreNotMovedByAPause() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, Scope.BOTH, HANG);
    traffic(node, "a", 10);
    set(node, Scope.BOTH, HANG, PAUSE);
    traffic(node, "b", 10);
    set(node, Scope.BOTH, HANG);
    runTo(100);
    assertThat(ended).isEmpty();
    mend(node);

    assertThat(ended).containsExactly("at 100 a reset", "at 100 b reset");
  }

  @Test
  void thoseOutsideAreBounded() {
    MockNode node = node(1, 1, NO_LIMIT);
    set(node, new Fault(PAUSE, Scope.BOTH));

    traffic(node, "the oldest", 10);
    for (int i = 0; i < Door.MOST_HELD; i++) {
      traffic(node, "a", 10);
    }

    assertThat(ended).containsExactly("at 0 the oldest reset");
  }
}
