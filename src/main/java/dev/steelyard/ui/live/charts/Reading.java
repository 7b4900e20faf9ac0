package dev.steelyard.ui.live.charts;

/// A line of what a chart says of one moment.
///
/// @param sample a small sample of the line or area that it is about
/// @param name what it is about: `p99`; may be empty for a line of words
/// @param value the figure or the words
record Reading(SideLabels.Sample sample, String name, String value) {
  /// No sample.
  static final SideLabels.Sample NONE = (sheet, x, y, size) -> {};
}
