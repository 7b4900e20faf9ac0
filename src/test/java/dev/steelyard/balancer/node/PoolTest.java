package dev.steelyard.balancer.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
  @Test
  void membersAndCandidatesStandInTheOrderOfJoining() {
    var pool = new Pool();
    for (String id : List.of("zebra", "ant", "m", "Bee", "10", "9")) {
      pool.add(Endpoint.virtual(id), 1);
    }

    assertThat(pool.members())
        .extracting(Node::id)
        .containsExactly("zebra", "ant", "m", "Bee", "10", "9");
    assertThat(FakeNodes.ids(requireNonNull(pool.candidates(List.of()))))
        .containsExactly("zebra", "ant", "m", "Bee", "10", "9");
  }

  @Test
  void orderGrowsAndComesNeverTwiceEvenWhenMembersLeave() {
    var nodes = FakeNodes.idle(3);
    List<Long> orders = new ArrayList<>(nodes.pool().members().stream().map(Node::order).toList());

    nodes.pool().remove(nodes.named("n2"));
    orders.add(nodes.pool().add(Endpoint.virtual("n3"), 1).order());
    nodes.pool().remove(nodes.named("n0"));
    orders.add(nodes.pool().add(Endpoint.virtual("n0"), 1).order());

    assertThat(orders).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void candidatesAreThoseThatPassTheirChecksAndAreNotEjected() {
    var nodes = FakeNodes.idle(4);

    nodes.named("n0").setOut(Exclusion.DOWN, true);
    nodes.named("n2").setOut(Exclusion.EJECTED, true);
    assertThat(FakeNodes.ids(nodes.candidates())).containsExactly("n1", "n3");

    nodes.named("n0").setOut(Exclusion.DOWN, false);
    assertThat(FakeNodes.ids(nodes.candidates())).containsExactly("n0", "n1", "n3");

    nodes.named("n2").setOut(Exclusion.EJECTED, false);
    assertThat(FakeNodes.ids(nodes.candidates())).containsExactly("n0", "n1", "n2", "n3");
  }

  @Test
  void candidatesExcludeTheTriedWithoutLosingThemForTheNextRequest() {
    var nodes = FakeNodes.idle(3);

    assertThat(FakeNodes.ids(nodes.candidates(nodes.named("n1")))).containsExactly("n0", "n2");
    assertThat(FakeNodes.ids(nodes.candidates(nodes.named("n2"), nodes.named("n0"))))
        .containsExactly("n1");
    assertThat(FakeNodes.ids(nodes.candidates())).containsExactly("n0", "n1", "n2");
  }

  @Test
  void triedNodesComeBackWhenNoneIsLeft() {
    var nodes = FakeNodes.idle(2);

    assertThat(FakeNodes.ids(nodes.candidates(nodes.named("n0"), nodes.named("n1"))))
        .containsExactly("n0", "n1");
  }

  @Test
  void triedNodesThatAreDownDoNotComeBack() {
    var nodes = FakeNodes.idle(3);
    nodes.named("n0").setOut(Exclusion.DOWN, true);
    nodes.named("n2").setOut(Exclusion.EJECTED, true);

    assertThat(FakeNodes.ids(nodes.candidates(nodes.named("n0"), nodes.named("n1"))))
        .containsExactly("n1");
  }

  @Test
  void triedNodeThatLeftThePoolIsNoCandidate() {
    var nodes = FakeNodes.idle(2);
    Node gone = nodes.named("n0");
    nodes.pool().remove(gone);

    assertThat(FakeNodes.ids(nodes.candidates(gone))).containsExactly("n1");
  }

  @Test
  void nobodyIsACandidateWhenNoneTakesTraffic() {
    var nodes = FakeNodes.idle(2);
    Node first = nodes.named("n0");

    first.setOut(Exclusion.DOWN, true);
    nodes.named("n1").setOut(Exclusion.EJECTED, true);

    assertThat(nodes.pool().candidates(List.of())).isNull();
    assertThat(nodes.pool().candidates(List.of(first))).isNull();
    assertThat(new Pool().candidates(List.of())).isNull();
  }

  @Test
  void removedMemberIsNeitherMemberNorCandidateNorFound() {
    var nodes = FakeNodes.idle(3);
    assertThat(nodes.candidates().size()).isEqualTo(3);

    nodes.pool().remove(nodes.named("n1"));

    assertThat(nodes.pool().members()).extracting(Node::id).containsExactly("n0", "n2");
    assertThat(FakeNodes.ids(nodes.candidates())).containsExactly("n0", "n2");
    assertThat(nodes.pool().find("n1")).isEmpty();
  }

  @Test
  void removingTwiceFreesNoSlotOfAnother() {
    var nodes = FakeNodes.idle(2);
    Node gone = nodes.named("n0");
    nodes.pool().remove(gone);
    Node heir = nodes.pool().add(Endpoint.virtual("heir"), 1);

    nodes.pool().remove(gone);

    assertThat(nodes.pool().add(Endpoint.virtual("next"), 1).slot()).isNotEqualTo(heir.slot());
  }

  @Test
  void idComesOnlyOnce() {
    var nodes = FakeNodes.idle(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> nodes.pool().add(Endpoint.virtual("n1"), 1))
        .withMessageContaining("id")
        .withMessageContaining("n1");
    assertThat(nodes.size()).isEqualTo(2);
  }

  @Test
  void candidatesAreMadeAnewOnlyAfterAChange() {
    var nodes = FakeNodes.idle(3);
    Candidates before = nodes.candidates();

    nodes.named("n1").attemptStarted();
    assertThat(nodes.candidates()).isSameAs(before);

    nodes.named("n1").setOut(Exclusion.EJECTED, true);
    assertThat(nodes.candidates()).isNotSameAs(before);
  }

  @Test
  void membershipIsAnotherOnlyAfterAChangeOfMembersOrWeights() {
    var nodes = FakeNodes.idle(3);
    Membership before = nodes.pool().membership();

    nodes.named("n1").setOut(Exclusion.EJECTED, true);
    assertThat(nodes.pool().membership()).isSameAs(before);
    assertThat(nodes.candidates().membership()).isSameAs(before);

    nodes.named("n1").setWeight(2);
    Membership weighted = nodes.pool().membership();
    assertThat(weighted).isNotSameAs(before);

    nodes.pool().remove(nodes.named("n2"));
    assertThat(nodes.pool().membership()).isNotSameAs(weighted);
    assertThat(nodes.pool().membership().size()).isEqualTo(2);
  }

  @Test
  void candidatesKnowWhomTheyContain() {
    var nodes = FakeNodes.idle(3);
    Node left = nodes.named("n1");
    nodes.pool().remove(left);
    Node inItsSlot = nodes.pool().add(Endpoint.virtual("n3"), 1);
    nodes.named("n2").setOut(Exclusion.DOWN, true);
    Candidates candidates = nodes.candidates(nodes.named("n0"));

    assertThat(candidates.contains(inItsSlot)).isTrue();
    assertThat(candidates.contains(left)).isFalse();
    assertThat(candidates.contains(nodes.named("n2"))).isFalse();
    assertThat(candidates.contains(nodes.named("n0"))).isFalse();
  }

  @Test
  void duringASlowStartOnlyAPartOfTheWeightCounts() {
    var nodes = FakeNodes.weights(4, 1);
    Node node = nodes.get(0);
    assertThat(nodes.candidates().slowStarting()).isFalse();

    node.startSlowly(elapsedNanos -> Math.min(1, elapsedNanos / 100.0), 50);

    assertThat(nodes.candidates().slowStarting()).isTrue();
    assertThat(node.effectiveWeight(75)).isEqualTo(1);
    assertThat(node.effectiveWeight(150)).isEqualTo(4);
    assertThat(nodes.get(1).effectiveWeight(75)).isEqualTo(1);

    node.endSlowStart();

    assertThat(nodes.candidates().slowStarting()).isFalse();
    assertThat(node.effectiveWeight(75)).isEqualTo(4);
  }

  @Test
  void nobodyChoosesFromNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Candidates.of(List.of()));
  }

  @Test
  void nodeSaysTheStrongerOfTwoReasonsForBeingOut() {
    Node node = FakeNodes.idle(1).get(0);
    assertThat(node.state()).isEqualTo(NodeState.UP);
    assertThat(node.takesTraffic()).isTrue();

    node.setOut(Exclusion.EJECTED, true);
    assertThat(node.state()).isEqualTo(NodeState.EJECTED);
    assertThat(node.takesTraffic()).isFalse();

    node.setOut(Exclusion.DOWN, true);
    assertThat(node.state()).isEqualTo(NodeState.DOWN);
    assertThat(node.takesTraffic()).isFalse();

    node.setOut(Exclusion.EJECTED, false);
    assertThat(node.state()).isEqualTo(NodeState.DOWN);

    node.setOut(Exclusion.DOWN, false);
    assertThat(node.state()).isEqualTo(NodeState.UP);
    assertThat(node.takesTraffic()).isTrue();
  }

  @Test
  void attemptsInFlightAreCountedAndNeverBelowNone() {
    Node node = FakeNodes.idle(1).get(0);

    node.attemptStarted();
    node.attemptStarted();
    node.attemptEnded();
    assertThat(node.inFlight()).isEqualTo(1);
    node.attemptEnded();

    assertThatIllegalStateException().isThrownBy(node::attemptEnded).withMessageContaining("n0");
    assertThat(node.inFlight()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_001})
  void weightOutOfRangeIsRefused(int weight) {
    var nodes = FakeNodes.idle(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> nodes.pool().add(Endpoint.virtual("x"), weight))
        .withMessage("weight: %d must be from 1 to 1000", weight);
    assertThatIllegalArgumentException().isThrownBy(() -> nodes.get(0).setWeight(weight));
    assertThat(nodes.pool().members()).extracting(Node::id).containsExactly("n0");
    assertThat(nodes.get(0).weight()).isEqualTo(1);
  }

  @Test
  void weightCanBeChanged() {
    Node node = FakeNodes.weights(7).get(0);

    node.setWeight(1_000);

    assertThat(node.weight()).isEqualTo(1_000);
  }
}
