package dev.steelyard.ui.live.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowGeometryTest {
  private static final List<Double> FAR_APART = List.of(20.0, 120.0, 220.0);

  @ParameterizedTest
  @ValueSource(doubles = {240, 260, 379, 380, 500, 900})
  void clientsBalancerAndLanesFollowEachOtherInsideTheCanvas(double width) {
    FlowGeometry geometry = new FlowGeometry(width, 260, FAR_APART);

    assertTrue(geometry.hasClients());
    assertTrue(geometry.clientsLeft() >= 0);
    assertTrue(geometry.trunkStart() + 40 <= geometry.trunkEnd(), "the way to the balancer");
    assertTrue(geometry.laneStart() + 40 <= geometry.laneEnd(), "the lanes");
    assertTrue(geometry.laneEnd() <= width);
  }

  @Test
  void clientsGoLast() {
    assertFalse(new FlowGeometry(239, 260, FAR_APART).hasClients());
  }

  @Test
  void wordsNeedRoomAlongAndBetweenTheLanes() {
    assertTrue(new FlowGeometry(480, 260, FAR_APART).hasWords());
    assertFalse(new FlowGeometry(260, 260, FAR_APART).hasWords());
    assertFalse(new FlowGeometry(480, 260, List.of(20.0, 36.0, 52.0)).hasWords());
  }

  @Test
  void laneOfACardThatIsScrolledAwayIsOutOfSight() {
    FlowGeometry geometry = new FlowGeometry(480, 200, FAR_APART);

    assertEquals(
        List.of(true, true, false),
        List.of(geometry.inSight(0), geometry.inSight(1), geometry.inSight(2)));
  }
}
