package dev.steelyard.ui.live.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LaneLayoutTest {
  /// The plot of the health timeline in a window of 1440 x 900.
  private static final PlotArea USUAL = new PlotArea(52, 6, 960, 113, new TimeRange(0, 1));

  @Test
  void fiveNodesHaveRoomForWords() {
    assertTrue(LaneLayout.of(USUAL, 5).hasWords());
    assertFalse(LaneLayout.of(USUAL, 6).hasWords());
  }

  @Test
  void tenNodesHaveAllTheirNames() {
    assertEquals(1, LaneLayout.of(USUAL, 10).nameEvery());
    assertEquals(2, LaneLayout.of(USUAL, 20).nameEvery());
  }

  @Test
  void bandsOfALaneNeitherOverlapNorLeaveIt() {
    for (int lanes = 1; lanes <= 60; lanes++) {
      LaneLayout layout = LaneLayout.of(USUAL, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        assertTrue(layout.truthTop(lane) >= USUAL.top() + lane * layout.pitch());
        assertTrue(layout.truthTop(lane) + layout.bandHeight() <= layout.beliefTop(lane) + 1e-9);
        double bottom = USUAL.top() + (lane + 1) * layout.pitch();
        assertTrue(layout.beliefTop(lane) + layout.bandHeight() <= bottom + 1e-9, lanes + " lanes");
      }
    }
  }

  @Test
  void fewNodesGetNoGiantLanes() {
    assertEquals(36, LaneLayout.of(USUAL, 1).pitch());
  }
}
