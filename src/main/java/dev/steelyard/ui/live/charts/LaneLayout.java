package dev.steelyard.ui.live.charts;

/// How the lanes of the health timeline share the height of the plot. Each has two bands, truth
/// above belief. With many nodes first the words go, then the gaps.
///
/// @param pitch from one lane to the next, px
/// @param gap between two lanes
/// @param seam between the two bands of a lane
record LaneLayout(double top, double pitch, double gap, double seam) {
  /// Text needs this much of a band.
  private static final double LEAST_WITH_WORDS = 9;

  private static final double LEAST_WITH_NAME = 11;
  private static final double MOST_PITCH = 36;

  static LaneLayout of(PlotArea area, int lanes) {
    double pitch = Math.min(MOST_PITCH, area.height() / Math.max(1, lanes));
    double gap = pitch >= 30 ? 4 : pitch >= 24 ? 3 : pitch >= 10 ? 2 : pitch >= 3 ? 1 : 0;
    double seam = pitch >= 12 ? 1 : 0;
    return new LaneLayout(area.top(), pitch, gap, seam);
  }

  double truthTop(int lane) {
    return top + lane * pitch + gap / 2;
  }

  double beliefTop(int lane) {
    return truthTop(lane) + bandHeight() + seam;
  }

  double bandHeight() {
    return Math.max(0.5, (pitch - gap - seam) / 2);
  }

  double middle(int lane) {
    return top + (lane + 0.5) * pitch;
  }

  boolean hasWords() {
    return bandHeight() >= LEAST_WITH_WORDS;
  }

  /// Only each so many-th lane has room for its name.
  int nameEvery() {
    return Math.max(1, (int) Math.ceil(LEAST_WITH_NAME / pitch));
  }

  /// The lane at this height, or -1.
  int laneAt(double y, int lanes) {
    int lane = (int) Math.floor((y - top) / pitch);
    return lane >= 0 && lane < lanes ? lane : -1;
  }
}
