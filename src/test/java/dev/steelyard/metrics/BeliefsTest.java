package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.NodeState;
import org.junit.jupiter.api.Test;

class BeliefsTest {
  @Test
  void onlyBalancerIsTakenAtItsWord() {
    var beliefs = new Beliefs(1, true);
    assertThat(beliefs.state()).isEqualTo(NodeState.UP);
    assertThat(beliefs.reason()).isEmpty();

    beliefs.heard(1, NodeState.EJECTED, "5 failures");
    assertThat(beliefs.state()).isEqualTo(NodeState.EJECTED);
    assertThat(beliefs.reason()).isEqualTo("5 failures");
  }

  @Test
  void oneDoubtIsShownAndSaysHowManyShareIt() {
    var beliefs = new Beliefs(3, true);
    beliefs.heard(2, NodeState.DOWN, "2 checks failed");
    assertThat(beliefs.state()).isEqualTo(NodeState.DOWN);
    assertThat(beliefs.reason()).isEqualTo("1 of 3 balancers: 2 checks failed");

    beliefs.heard(3, NodeState.DOWN, "3 checks failed");
    assertThat(beliefs.reason()).isEqualTo("2 of 3 balancers: 2 checks failed");
  }

  @Test
  void strongestAmongTheDoubtsIsThatOfMost() {
    var beliefs = new Beliefs(4, true);
    beliefs.heard(1, NodeState.DOWN, "checks");
    beliefs.heard(2, NodeState.EJECTED, "failures");
    beliefs.heard(3, NodeState.EJECTED, "more failures");

    assertThat(beliefs.state()).isEqualTo(NodeState.EJECTED);
    assertThat(beliefs.reason()).isEqualTo("2 of 4 balancers: failures");
  }

  @Test
  void nodeIsUpWhenTheLastDoubtIsGone() {
    var beliefs = new Beliefs(2, true);
    beliefs.heard(1, NodeState.DOWN, "failed");
    beliefs.heard(2, NodeState.DOWN, "failed");
    beliefs.heard(1, NodeState.UP, "passed");
    assertThat(beliefs.state()).isEqualTo(NodeState.DOWN);
    assertThat(beliefs.reason()).isEqualTo("1 of 2 balancers: failed");

    beliefs.heard(2, NodeState.UP, "2 checks passed");
    assertThat(beliefs.state()).isEqualTo(NodeState.UP);
    assertThat(beliefs.reason()).isEqualTo("2 checks passed");
  }
}
