package dev.steelyard.ui.live.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.metrics.FlowStep;
import org.junit.jupiter.api.Test;

final class FlowAnimationTest {
  private static final long MILLI = 1_000_000L;
  private static final double EXACT = 1e-9;

  private final FlowAnimation animation = new FlowAnimation();

  @Test
  void requestTravelsToTheBalancerFirst() {
    departed(1, AttemptKind.FIRST, "a");
    advance(Pace.HOP_NANOS / 2);

    assertDot(only(), Dot.Path.TRUNK, "", 0.5, Dot.Shape.FIRST);
  }

  @Test
  void answerKnownBeforehandSetsTheSpeedOut() {
    departed(1, AttemptKind.FIRST, "a");
    returned(1, AttemptKind.FIRST, "a", true, "status-200", MILLI);
    ended(1, true, 1);
    advance(Pace.HOP_NANOS);
    advance(Math.round(300 * MILLI * 0.45 / 2));

    assertDot(only(), Dot.Path.LANE, "a", 0.5, Dot.Shape.FIRST);
  }

  @Test
  void successComesHomeAndIsGone() {
    departed(1, AttemptKind.FIRST, "a");
    returned(1, AttemptKind.FIRST, "a", true, "status-200", MILLI);
    ended(1, true, 1);

    advance(Pace.HOP_NANOS + 300 * MILLI);
    advance(Pace.HOP_NANOS / 2);
    assertDot(only(), Dot.Path.TRUNK, "", 0.5, Dot.Shape.ANSWER);

    advance(Pace.HOP_NANOS);
    assertTrue(animation.dots().isEmpty());
  }

  @Test
  void hungRequestsWaitInARowAtTheirNode() {
    departed(1, AttemptKind.FIRST, "a");
    departed(2, AttemptKind.FIRST, "a");
    advance(10_000 * MILLI);

    assertEquals(2, animation.dots().size());
    for (int place = 0; place < 2; place++) {
      Dot dot = animation.dots().get(place);
      assertDot(dot, Dot.Path.LANE, "a", 1, Dot.Shape.FIRST);
      assertEquals(place, dot.place());
    }
  }

  @Test
  void refusedConnectionFallsWhereTheLaneIsCut() {
    departed(1, AttemptKind.FIRST, "a");
    returned(1, AttemptKind.FIRST, "a", false, "refused", MILLI);
    ended(1, false, 1);
    advance(Pace.HOP_NANOS + 135 * MILLI);
    advance(Pace.FALL_NANOS / 2);

    assertDot(only(), Dot.Path.LANE, "a", Token.CUT, Dot.Shape.CROSS);
    assertEquals(0.5, only().fallen(), EXACT);
  }

  @Test
  void retryGoesBackToTheBalancerAndOutAgainAsATriangle() {
    departed(1, AttemptKind.FIRST, "a");
    returned(1, AttemptKind.FIRST, "a", false, "reset", MILLI);
    departed(1, AttemptKind.RETRY, "b");
    advance(Pace.HOP_NANOS + 135 * MILLI);
    advance(Pace.RETREAT_NANOS / 2);

    assertDot(animation.dots().get(0), Dot.Path.LANE, "a", 0.5, Dot.Shape.RETRY);
    assertDot(animation.dots().get(1), Dot.Path.LANE, "a", 1, Dot.Shape.CROSS);

    advance(Pace.RETREAT_NANOS / 2);
    advance(Pace.UNKNOWN_NANOS / 4);
    assertDot(animation.dots().get(0), Dot.Path.LANE, "b", 0.25, Dot.Shape.RETRY);
  }

  @Test
  void hedgeThatWinsComesHomeAndTheOtherMarkVanishes() {
    departed(1, AttemptKind.FIRST, "a");
    departed(1, AttemptKind.HEDGE, "b");
    advance(Pace.HOP_NANOS + Pace.UNKNOWN_NANOS / 2);
    assertEquals(2, animation.dots().size());
    assertDot(animation.dots().get(0), Dot.Path.LANE, "a", 0.5, Dot.Shape.FIRST);
    assertDot(animation.dots().get(1), Dot.Path.LANE, "b", 0.5, Dot.Shape.HEDGE);

    returned(1, AttemptKind.HEDGE, "b", true, "status-200", MILLI);
    returned(1, AttemptKind.FIRST, "a", false, "cancelled", 2 * MILLI);
    ended(1, true, 2);
    advance(Pace.UNKNOWN_NANOS / 2 + 30 * MILLI + 135 * MILLI / 2);
    assertEquals("b", only().node());
    assertEquals(Dot.Shape.ANSWER, only().shape());

    advance(2 * Pace.HOP_NANOS);
    assertTrue(animation.dots().isEmpty());
  }

  @Test
  void hedgeThatFailsFallsWhileTheOtherMarkGoesOn() {
    departed(1, AttemptKind.FIRST, "a");
    departed(1, AttemptKind.HEDGE, "b");
    returned(1, AttemptKind.HEDGE, "b", false, "reset", MILLI);
    advance(Pace.HOP_NANOS + 135 * MILLI + Pace.FALL_NANOS / 2);
    assertEquals(Dot.Shape.FIRST, animation.dots().get(0).shape());
    assertDot(animation.dots().get(1), Dot.Path.LANE, "b", 1, Dot.Shape.CROSS);

    returned(1, AttemptKind.FIRST, "a", false, "reset", MILLI);
    departed(1, AttemptKind.RETRY, "c");
    advance(10_000 * MILLI);
    assertDot(only(), Dot.Path.LANE, "c", 1, Dot.Shape.RETRY);
  }

  @Test
  void hedgeOfARequestThatIsLeftOutIsLeftOutToo() {
    departed(1, AttemptKind.HEDGE, "b");
    returned(1, AttemptKind.HEDGE, "b", true, "status-200", MILLI);
    advance(MILLI);

    assertTrue(animation.dots().isEmpty());
  }

  @Test
  void requestWithoutAnyNodeFallsAtTheBalancer() {
    ended(1, false, 0);
    advance(Pace.HOP_NANOS);

    assertDot(only(), Dot.Path.TRUNK, "", 1, Dot.Shape.CROSS);
  }

  @Test
  void requestsBeyondTheBoundAreCounted() {
    for (int request = 0; request < FlowAnimation.MOST_TOKENS + 3; request++) {
      departed(request, AttemptKind.FIRST, "a");
    }

    assertEquals(FlowAnimation.MOST_TOKENS, animation.dots().size());
    assertEquals(3, animation.leftOut());
  }

  @Test
  void requestWhoseEndIsNeverToldLeavesAfterAWhile() {
    animation.setPatience(5_000 * MILLI);
    departed(1, AttemptKind.FIRST, "a");
    advance(Pace.HOP_NANOS + Pace.UNKNOWN_NANOS + 4_999 * MILLI);
    assertEquals(1, animation.dots().size());

    advance(3 * MILLI);
    assertTrue(animation.dots().isEmpty());
  }

  @Test
  void withoutMotionARequestStandsAtItsNodeFromTheStart() {
    departed(1, AttemptKind.FIRST, "a");
    assertTrue(animation.stillDots().isEmpty());

    advance(Pace.HOP_NANOS + MILLI);
    assertDot(animation.stillDots().getFirst(), Dot.Path.LANE, "a", 1, Dot.Shape.FIRST);
  }

  @Test
  void slowerAnswersTakeLonger() {
    assertEquals(300 * MILLI, Pace.motionNanos(0));
    assertEquals(300 * MILLI, Pace.motionNanos(MILLI));
    assertEquals(1_400 * MILLI, Pace.motionNanos(100 * MILLI));
    assertEquals(2_500 * MILLI, Pace.motionNanos(10_000 * MILLI));
    assertEquals(2_500 * MILLI, Pace.motionNanos(Long.MAX_VALUE));
  }

  private Dot only() {
    assertEquals(1, animation.dots().size());
    return animation.dots().getFirst();
  }

  /// In small steps, since long ones are cut.
  private void advance(long nanos) {
    for (long left = nanos; left > 0; left -= MILLI) {
      animation.advance(Math.min(MILLI, left));
    }
  }

  private void departed(long request, AttemptKind kind, String node) {
    animation.tell(new FlowStep.Departed(0, request, kind, node));
  }

  private void returned(
      long request, AttemptKind kind, String node, boolean succeeded, String outcome, long nanos) {
    animation.tell(new FlowStep.Returned(0, request, kind, node, succeeded, outcome, nanos));
  }

  private void ended(long request, boolean succeeded, int attempts) {
    animation.tell(new FlowStep.Ended(0, request, succeeded, "status-200", attempts, MILLI));
  }

  private static void assertDot(
      Dot dot, Dot.Path path, String node, double along, Dot.Shape shape) {
    assertEquals(path, dot.path());
    assertEquals(node, dot.node());
    assertEquals(along, dot.along(), 1e-6);
    assertEquals(shape, dot.shape());
  }
}
