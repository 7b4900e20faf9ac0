package dev.steelyard.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeShadeTest {
  @Test
  void thirtyTwoNodesDifferInColorOrPattern() {
    long different =
        IntStream.range(0, 32)
            .mapToObj(NodeShade::new)
            .map(shade -> shade.ink() + "/" + shade.pattern())
            .distinct()
            .count();

    assertEquals(32, different);
  }

  @Test
  void firstEightNodesArePlain() {
    for (int node = 0; node < Ink.NODE_COLORS; node++) {
      assertEquals(Pattern.SOLID, new NodeShade(node).pattern());
    }
    assertEquals(Pattern.STRIPED, new NodeShade(8).pattern());
  }

  @Test
  void styleClassFollowsTheColor() {
    assertEquals("node-1", new NodeShade(9).styleClass());
  }

  @Test
  void negativeIndexIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> new NodeShade(-1));
  }
}
