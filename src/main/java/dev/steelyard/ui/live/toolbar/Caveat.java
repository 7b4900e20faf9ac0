package dev.steelyard.ui.live.toolbar;

/// Why the figures on the screen are not to be trusted.
///
/// @param words in a few words: `24 ms late`
/// @param sentence what it means, and what to do
record Caveat(String words, String sentence) {
  static final Caveat NONE = new Caveat("", "");
}
