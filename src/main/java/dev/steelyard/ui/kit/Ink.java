package dev.steelyard.ui.kit;

import java.util.List;
import java.util.Locale;

/// A colour by its meaning. What it looks like is said in `steelyard.css`, by the property {@link
/// #property()} of `.ink-well`.
public enum Ink {
  /// Behind everything.
  SURFACE,
  /// Behind the content of a panel.
  SURFACE_RAISED,
  /// Behind the empty part of a bar or a lane.
  SURFACE_SUNKEN,
  BORDER,
  TEXT,
  TEXT_MUTED,
  /// Text on a filled band or mark.
  TEXT_ON_FILL,
  GRID,
  CROSS_HAIR,
  ACCENT,
  /// The accent as a quiet fill behind words.
  ACCENT_SOFT,
  HEALTHY,
  DEGRADED,
  BROKEN,
  EJECTED,
  /// The same states as quiet fills behind words.
  HEALTHY_SOFT,
  DEGRADED_SOFT,
  BROKEN_SOFT,
  EJECTED_SOFT,
  /// First attempts, retries, second attempts in parallel, and failed attempts.
  FIRST_TRY,
  RETRY,
  HEDGE,
  FAILED,
  /// The percentiles of the latency.
  P50,
  P90,
  P99,
  NODE_0,
  NODE_1,
  NODE_2,
  NODE_3,
  NODE_4,
  NODE_5,
  NODE_6,
  NODE_7;

  private static final List<Ink> NODES =
      List.of(NODE_0, NODE_1, NODE_2, NODE_3, NODE_4, NODE_5, NODE_6, NODE_7);

  /// How many node colours there are; node `i` gets number `i` modulo this.
  public static final int NODE_COLORS = NODES.size();

  /// The colour of the node with this index.
  public static Ink node(int index) {
    return NODES.get(Math.floorMod(index, NODE_COLORS));
  }

  /// The CSS property that sets it: `-sy-ink-text-muted`.
  String property() {
    return "-sy-ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
