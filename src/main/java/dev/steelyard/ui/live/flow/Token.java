package dev.steelyard.ui.live.flow;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.metrics.FlowStep;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One sampled request on the screen: it plays the steps that it was told, each at the eye's pace,
/// and waits where the next step is not known yet.
///
/// A hedge is a mark of its own, which sets out from the balancer. It ends with its attempt, while
/// the other mark goes on until its request ends.
final class Token {
  /// Where on the lane a refused connection ends: the lane is cut there.
  static final double CUT = 0.6;

  private static final String REFUSED = "refused";
  private static final String CANCELLED = "cancelled";
  private static final double OUT_SHARE = 0.45;
  private static final double WORK_SHARE = 0.1;

  private enum Leg {
    IN,
    AT_BALANCER,
    OUT,
    AT_NODE,
    FAILED_AT_NODE,
    BACK,
    HOME,
    FALL,
    GONE
  }

  private final Queue<FlowStep> steps = new ArrayDeque<>();
  private Leg leg = Leg.IN;
  private long spentNanos;
  private long legNanos = Pace.HOP_NANOS;
  private Dot.Shape shape = Dot.Shape.FIRST;
  private String node = "";
  private double reach = 1;
  private long waitedNanos;
  private boolean hedge;

  /// The mark of a hedge. It stands at the balancer for as long as the first mark may need to get
  /// there.
  static Token ofHedge() {
    Token token = new Token();
    token.hedge = true;
    token.shape = Dot.Shape.HEDGE;
    token.begin(Leg.AT_BALANCER, Pace.HOP_NANOS);
    return token;
  }

  /// One more step of this request.
  void tell(FlowStep step) {
    steps.add(step);
  }

  /// Goes on by `nanos`.
  ///
  /// @param crosses takes the cross that a failed attempt leaves behind when its request goes on
  void advance(long nanos, Consumer<Token> crosses) {
    spentNanos += nanos;
    while (spentNanos >= legNanos && leg != Leg.GONE) {
      long over = spentNanos - legNanos;
      if (!next(crosses)) {
        spentNanos = legNanos;
        waitedNanos += over;
        return;
      }
      spentNanos = over;
      waitedNanos = 0;
    }
  }

  boolean gone() {
    return leg == Leg.GONE;
  }

  /// How long it has been standing still since nothing more was told of it.
  long waitedNanos() {
    return waitedNanos;
  }

  /// Whether it stands at its node and waits for an answer that is not known yet.
  boolean waitsAtNode() {
    return leg == Leg.AT_NODE && legNanos == 0;
  }

  String node() {
    return node;
  }

  /// How it looks now.
  ///
  /// @param place its place among those that wait at the node
  Dot dot(int place) {
    double part = legNanos == 0 ? 1 : Math.min(1, (double) spentNanos / legNanos);
    return switch (leg) {
      case IN -> new Dot(Dot.Path.TRUNK, "", part, shape, 0, 0);
      case AT_BALANCER -> new Dot(Dot.Path.TRUNK, "", 1, shape, 0, 0);
      case OUT -> new Dot(Dot.Path.LANE, node, part * reach, shape, 0, 0);
      case AT_NODE -> new Dot(Dot.Path.LANE, node, reach, shape, place, 0);
      case FAILED_AT_NODE -> new Dot(Dot.Path.LANE, node, reach, Dot.Shape.CROSS, 0, 0);
      case BACK -> new Dot(Dot.Path.LANE, node, (1 - part) * reach, shape, 0, 0);
      case HOME -> new Dot(Dot.Path.TRUNK, "", 1 - part, shape, 0, 0);
      case FALL, GONE ->
          new Dot(
              node.isEmpty() ? Dot.Path.TRUNK : Dot.Path.LANE,
              node,
              reach,
              Dot.Shape.CROSS,
              0,
              leg == Leg.GONE ? 1 : part);
    };
  }

  /// Begins the next leg; false if it is not known yet what comes.
  private boolean next(Consumer<Token> crosses) {
    FlowStep step = steps.peek();
    return switch (leg) {
      case IN, AT_BALANCER -> leaveBalancer(step);
      case OUT, AT_NODE -> leaveNode(step);
      case FAILED_AT_NODE -> afterFailure(step, crosses);
      case BACK ->
          shape == Dot.Shape.ANSWER ? begin(Leg.HOME, Pace.HOP_NANOS) : begin(Leg.AT_BALANCER, 0);
      case HOME, FALL, GONE -> begin(Leg.GONE, 0);
    };
  }

  private boolean leaveBalancer(@Nullable FlowStep step) {
    switch (step) {
      case null -> {
        begin(Leg.AT_BALANCER, 0);
        return false;
      }
      case FlowStep.Departed(long at, long request, AttemptKind kind, String to) -> {
        steps.remove();
        shape =
            switch (kind) {
              case FIRST -> Dot.Shape.FIRST;
              case RETRY -> Dot.Shape.RETRY;
              case HEDGE -> Dot.Shape.HEDGE;
            };
        node = to;
        setOut(steps.peek());
        return true;
      }
      case FlowStep.Ended ended -> {
        steps.remove();
        node = "";
        reach = 1;
        return begin(Leg.FALL, Pace.FALL_NANOS);
      }
      case FlowStep.Returned returned -> throw new IllegalStateException("returned, never left");
    }
  }

  private void setOut(@Nullable FlowStep answer) {
    reach = 1;
    long outNanos = Pace.UNKNOWN_NANOS;
    if (answer instanceof FlowStep.Returned returned) {
      outNanos = Math.round(Pace.motionNanos(returned.latencyNanos()) * OUT_SHARE);
      reach = returned.outcome().equals(REFUSED) ? CUT : 1;
    }
    begin(Leg.OUT, outNanos);
  }

  private boolean leaveNode(@Nullable FlowStep step) {
    if (!(step instanceof FlowStep.Returned returned)) {
      begin(Leg.AT_NODE, 0);
      return false;
    }
    if (leg == Leg.OUT && returned.succeeded()) {
      return begin(Leg.AT_NODE, Math.round(Pace.motionNanos(returned.latencyNanos()) * WORK_SHARE));
    }
    steps.remove();
    if (returned.succeeded()) {
      shape = Dot.Shape.ANSWER;
      begin(Leg.BACK, Math.round(Pace.motionNanos(returned.latencyNanos()) * OUT_SHARE));
    } else if (returned.outcome().equals(CANCELLED)) {
      begin(Leg.GONE, 0);
    } else if (hedge) {
      begin(Leg.FALL, Pace.FALL_NANOS);
    } else {
      begin(Leg.FAILED_AT_NODE, 0);
    }
    return true;
  }

  private boolean afterFailure(@Nullable FlowStep step, Consumer<Token> crosses) {
    switch (step) {
      case null -> {
        return false;
      }
      case FlowStep.Departed departed -> {
        crosses.accept(fallingFrom(node, reach));
        shape = Dot.Shape.RETRY;
        return begin(Leg.BACK, Pace.RETREAT_NANOS);
      }
      case FlowStep.Ended ended -> {
        steps.remove();
        return begin(Leg.FALL, Pace.FALL_NANOS);
      }
      case FlowStep.Returned returned -> throw new IllegalStateException("returned twice");
    }
  }

  private boolean begin(Leg next, long nanos) {
    leg = next;
    legNanos = nanos;
    return true;
  }

  private static Token fallingFrom(String node, double reach) {
    Token cross = new Token();
    cross.node = node;
    cross.reach = reach;
    cross.begin(Leg.FALL, Pace.FALL_NANOS);
    return cross;
  }
}
