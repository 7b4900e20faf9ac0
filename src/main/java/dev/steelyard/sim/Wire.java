package dev.steelyard.sim;

import dev.steelyard.world.MockNode;

/// The way to one computed node, with the connections of the traffic that are open.
final class Wire {
  private final MockNode node;
  private int open;
  private int idle;

  Wire(MockNode node) {
    this.node = node;
  }

  MockNode node() {
    return node;
  }

  /// How many connections are open, idle ones included.
  int open() {
    return open;
  }

  /// An attempt begins: it takes an idle connection, or opens one.
  void taken() {
    if (idle > 0) {
      idle--;
    } else {
      open++;
    }
  }

  /// An attempt is over.
  ///
  /// @param whole whether the connection can be used again, since a whole answer came along it
  void freed(boolean whole) {
    if (whole && !node.refuses(false)) {
      idle++;
    } else {
      open--;
    }
  }

  /// Closes the idle connections; one of the two sides does not want them any more.
  void closeIdle() {
    open -= idle;
    idle = 0;
  }
}
