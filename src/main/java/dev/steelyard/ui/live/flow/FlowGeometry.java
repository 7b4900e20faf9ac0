package dev.steelyard.ui.live.flow;

import java.util.List;

/// Where things are on the canvas, in pixels.
///
/// @param width of the canvas
/// @param height of the canvas
/// @param laneEnds how far down each lane meets its card
record FlowGeometry(double width, double height, List<Double> laneEnds) {
  static final double BOX_HEIGHT = 56;
  private static final double BOX_WIDTH = 96;
  private static final double SLIM_BOX_WIDTH = 64;
  private static final double MARGIN = 16;
  private static final double SLIM_MARGIN = 4;
  private static final double ROOM_TO_SPREAD = 380;
  private static final double ROOM_FOR_CLIENTS = 240;
  private static final double ROOM_FOR_WORDS = 110;
  private static final double HEIGHT_OF_WORDS = 22;
  private static final double TRUNK_SHARE = 0.3;
  private static final double SHORTEST_TRUNK = 48;
  private static final double LONGEST_TRUNK = 200;
  private static final double PLACE = 11;
  private static final double FALL = 56;
  private static final double END = 6;

  /// What goes out keeps above the lane, answers below.
  private static final double SIDE = 5;

  FlowGeometry {
    laneEnds = List.copyOf(laneEnds);
  }

  /// A place on the canvas.
  record Spot(double x, double y) {}

  double middle() {
    return height / 2;
  }

  /// Whether there is room for the clients; if not, requests come in from the edge.
  boolean hasClients() {
    return width >= ROOM_FOR_CLIENTS;
  }

  /// How wide the boxes of the clients and of the balancer are.
  double boxWidth() {
    return width >= ROOM_TO_SPREAD ? BOX_WIDTH : SLIM_BOX_WIDTH;
  }

  /// Whether a word on each lane would cover neither the lane nor the next one's.
  boolean hasWords() {
    if (laneEnd() - laneStart() < ROOM_FOR_WORDS) {
      return false;
    }
    double span = laneEnds.isEmpty() ? 0 : laneEnds.getLast() - laneEnds.getFirst();
    return laneEnds.size() < 2 || span / (laneEnds.size() - 1) >= HEIGHT_OF_WORDS;
  }

  /// Whether the card that a lane leads to is on the screen, and not scrolled away.
  boolean inSight(int lane) {
    return laneEnds.get(lane) >= 0 && laneEnds.get(lane) <= height;
  }

  /// The left edge of the clients' box.
  double clientsLeft() {
    return width >= ROOM_TO_SPREAD ? MARGIN : SLIM_MARGIN;
  }

  double trunkStart() {
    return hasClients() ? clientsLeft() + boxWidth() : 0;
  }

  double trunkEnd() {
    if (!hasClients()) {
      return MARGIN;
    }
    double free = width - clientsLeft() - 2 * boxWidth();
    return trunkStart() + Math.clamp(free * TRUNK_SHARE, SHORTEST_TRUNK, LONGEST_TRUNK);
  }

  double laneStart() {
    return trunkEnd() + boxWidth();
  }

  double laneEnd() {
    return Math.max(laneStart() + 1, width - END);
  }

  /// How far the handles of a lane's curve reach.
  double bend() {
    return (laneEnd() - laneStart()) / 2;
  }

  /// The place on the lane with this index.
  ///
  /// @param along 0 at the balancer to 1 at the node
  Spot onLane(int lane, double along) {
    double rest = 1 - along;
    double first = rest * rest * rest;
    double second = 3 * rest * rest * along;
    double third = 3 * rest * along * along;
    double last = along * along * along;
    double x =
        first * laneStart()
            + second * (laneStart() + bend())
            + third * (laneEnd() - bend())
            + last * laneEnd();
    double y = (first + second) * middle() + (third + last) * laneEnds.get(lane);
    return new Spot(x, y);
  }

  /// Where a mark is.
  ///
  /// @param lane the index of its lane; any number for one between client and balancer
  Spot of(Dot dot, int lane) {
    Spot spot =
        switch (dot.path()) {
          case TRUNK ->
              new Spot(trunkStart() + dot.along() * (trunkEnd() - trunkStart()), middle());
          case LANE -> {
            double step = PLACE / Math.max(1, laneEnd() - laneStart());
            yield onLane(lane, Math.max(0, dot.along() - (0.5 + dot.place()) * step));
          }
        };
    double side = dot.shape() == Dot.Shape.ANSWER ? SIDE : -SIDE;
    return new Spot(spot.x(), spot.y() + side + dot.fallen() * dot.fallen() * FALL);
  }
}
