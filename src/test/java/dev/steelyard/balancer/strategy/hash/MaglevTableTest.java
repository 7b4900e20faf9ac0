package dev.steelyard.balancer.strategy.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Pool;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MaglevTableTest {
  private static final int[][] PAPER = {
    {3, 0, 4, 1, 5, 2, 6}, {0, 2, 4, 6, 1, 3, 5}, {3, 4, 5, 6, 0, 1, 2}
  };
  private static final int B0 = 0;
  private static final int B1 = 1;
  private static final int B2 = 2;

  /// Table 1 of the paper, before B1 is removed.
  @Test
  void paperTableIsFilledAsInThePaper() {
    int[] owners = MaglevTable.fill(7, new int[] {1, 1, 1}, (node, step) -> PAPER[node][step]);

    assertThat(owners).containsExactly(B1, B0, B1, B0, B2, B2, B0);
  }

  /// Table 1 of the paper, after B1 is removed: besides the slots of B1, slot 6 moves, too.
  @Test
  void paperTableWithoutB1IsFilledAsInThePaper() {
    int[] left = {B0, B2};

    int[] owners = MaglevTable.fill(7, new int[] {1, 1}, (node, step) -> PAPER[left[node]][step]);

    assertThat(owners).containsExactly(0, 0, 0, 0, 1, 1, 1);
  }

  /// Of weights 2 and 1 the lighter one takes part in rounds 1, 2, 4, 6 and so on, as in Envoy.
  @Test
  void turnsAreTakenByWeight() {
    int[] owners = MaglevTable.fill(9, new int[] {2, 1}, (node, step) -> step);

    assertThat(owners).containsExactly(0, 1, 0, 1, 0, 0, 1, 0, 0);
  }

  @Test
  void nodesOfEqualWeightHaveAlmostTheSameNumberOfSlots() {
    for (int count : new int[] {1, 2, 3, 5, 100, 1_000}) {
      Map<String, Integer> slots = slots(table(FakeNodes.idle(count)));

      int least = MaglevTable.SIZE / count;
      assertThat(slots).as("%d nodes", count).hasSize(count);
      assertThat(slots.values()).allMatch(number -> number == least || number == least + 1);
    }
  }

  @Test
  void slotsAreInProportionToTheWeights() {
    Map<String, Integer> slots = slots(table(FakeNodes.weights(1, 2, 7)));

    assertThat(slots.get("n0")).isCloseTo(MaglevTable.SIZE / 10, within(2));
    assertThat(slots.get("n1")).isCloseTo(MaglevTable.SIZE * 2 / 10, within(2));
    assertThat(slots.get("n2")).isCloseTo(MaglevTable.SIZE * 7 / 10, within(2));
  }

  /// The paper's figure 12 shows about 2 % for larger pools; ten nodes are well below 5 %.
  @Test
  void nodeThatLeavesMovesFewSlotsOfOthers() {
    var nodes = FakeNodes.idle(10);
    MaglevTable before = table(nodes);
    nodes.pool().remove(nodes.named("n3"));
    MaglevTable after = table(nodes);

    int moved = 0;
    for (int slot = 0; slot < MaglevTable.SIZE; slot++) {
      boolean other = before.at(slot) != after.at(slot);
      moved += other && !before.at(slot).id().equals("n3") ? 1 : 0;
    }
    assertThat(moved).isPositive().isLessThan(MaglevTable.SIZE / 20);
  }

  @Test
  void tableDoesNotDependOnTheOrderInWhichNodesJoined() {
    MaglevTable one = table(pool("a", "b", "c"));
    MaglevTable other = table(pool("c", "a", "b"));

    for (int slot = 0; slot < MaglevTable.SIZE; slot++) {
      assertThat(one.at(slot).id()).isEqualTo(other.at(slot).id());
    }
  }

  private static Map<String, Integer> slots(MaglevTable table) {
    Map<String, Integer> slots = new TreeMap<>();
    for (int slot = 0; slot < MaglevTable.SIZE; slot++) {
      slots.merge(table.at(slot).id(), 1, Integer::sum);
    }
    return slots;
  }

  private static MaglevTable table(FakeNodes nodes) {
    return table(nodes.pool());
  }

  private static MaglevTable table(Pool pool) {
    return new MaglevTable(pool.membership());
  }

  private static Pool pool(String... ids) {
    var pool = new Pool();
    for (String id : ids) {
      pool.add(Endpoint.virtual(id), 1);
    }
    return pool;
  }
}
