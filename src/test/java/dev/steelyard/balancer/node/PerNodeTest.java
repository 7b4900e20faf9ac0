package dev.steelyard.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerNodeTest {
  private final List<String> made = new ArrayList<>();
  private final PerNode<StringBuilder> notes =
      new PerNode<>(node -> {
        made.add(node.id());
        return new StringBuilder(node.id());
      });

  @Test
  void whatIsKeptIsMadeOnceForEachNode() {
    var nodes = FakeNodes.idle(2);

    notes.of(nodes.get(0)).append("!");
    notes.of(nodes.get(1));

    assertThat(notes.of(nodes.get(0))).hasToString("n0!");
    assertThat(notes.of(nodes.get(1))).hasToString("n1");
    assertThat(made).containsExactly("n0", "n1");
  }

  @Test
  void manyNodesAreKeptApartInWhateverOrderTheyAreSeen() {
    var nodes = FakeNodes.idle(1_000);
    for (int i = 999; i >= 0; i--) {
      notes.of(nodes.get(i));
    }

    for (int i = 0; i < 1_000; i++) {
      assertThat(notes.of(nodes.get(i))).hasToString("n" + i);
    }
    assertThat(made).hasSize(1_000);
  }

  @Test
  void heirOfASlotInheritsNothing() {
    var nodes = FakeNodes.idle(3);
    Node gone = nodes.named("n1");
    notes.of(gone).append(" is old");
    nodes.pool().remove(gone);

    Node heir = nodes.pool().add(Endpoint.virtual("n1"), 1);

    assertThat(heir.slot()).isEqualTo(gone.slot());
    assertThat(notes.of(heir)).hasToString("n1");
  }

  @Test
  void nodeThatLeftTakesNothingFromTheHeirOfItsSlot() {
    var nodes = FakeNodes.idle(3);
    Node gone = nodes.named("n1");
    notes.of(gone).append(" is old");
    nodes.pool().remove(gone);
    Node heir = nodes.pool().add(Endpoint.virtual("heir"), 1);
    notes.of(heir).append(" is new");

    assertThat(notes.of(gone).append(" again")).hasToString("n1 again");

    assertThat(notes.of(heir)).hasToString("heir is new");
    assertThat(notes.of(gone)).hasToString("n1");
  }

  @Test
  void noMoreSlotsAreUsedThanThereWereMembersAtOnce() {
    var nodes = FakeNodes.idle(3);
    for (int i = 0; i < 100; i++) {
      nodes.pool().remove(nodes.get(i % 3));
      nodes.pool().add(Endpoint.virtual("later-" + i), 1);
    }

    assertThat(nodes.pool().members()).extracting(Node::slot).containsExactlyInAnyOrder(0, 1, 2);
  }
}
