package dev.steelyard.ui.live.flow;

/// One mark of the moving picture.
///
/// @param path which way it is on
/// @param node the node at the end of the lane; empty between client and balancer
/// @param along where on that way, 0 at the client's or balancer's end, 1 at the other
/// @param shape what it is, told by its form
/// @param place its place in the row of those that wait at the node, 0 for the first; 0 on the way
/// @param fallen how far it has fallen, 0 not at all to 1 gone
record Dot(Path path, String node, double along, Shape shape, int place, double fallen) {
  enum Path {
    /// Between client and balancer.
    TRUNK,
    /// Between balancer and a node.
    LANE
  }

  enum Shape {
    /// A first try.
    FIRST("first try"),
    /// A further try.
    RETRY("retry"),
    /// A second try beside one that is slow.
    HEDGE("hedge"),
    /// An answer on its way back.
    ANSWER("answer"),
    /// A failure.
    CROSS("failure");

    private final String word;

    Shape(String word) {
      this.word = word;
    }

    /// The word of the legend.
    String word() {
      return word;
    }
  }
}
