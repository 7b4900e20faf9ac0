package dev.steelyard.ui.live.flow;

import java.util.List;

/// Where things are on the canvas, in pixels.
///
/// @param width of the canvas
/// @param height of the canvas
/// @param laneEnds how far down each lane meets its card
record FlowGeometry(double width, double height, List<Double> laneEnds) {
  static final double BOX_WIDTH = 96;
  static final double BOX_HEIGHT = 56;
  private static final double MARGIN = 16;
  private static final double ROOM_FOR_CLIENTS = 380;
  private static final double TRUNK_SHARE = 0.3;
  private static final double SHORTEST_TRUNK = 72;
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

  /// The left edge of the clients' box.
  double clientsLeft() {
    return MARGIN;
  }

  double trunkStart() {
    return hasClients() ? MARGIN + BOX_WIDTH : 0;
  }

  double trunkEnd() {
    double free = width - MARGIN - 2 * BOX_WIDTH;
    if (!hasClients()) {
      return MARGIN;
    }
    return trunkStart() + Math.clamp(free * TRUNK_SHARE, SHORTEST_TRUNK, LONGEST_TRUNK);
  }

  double laneStart() {
    return trunkEnd() + BOX_WIDTH;
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
