package dev.steelyard.ui.live.flow;

import dev.steelyard.ui.kit.Figures;
import java.util.ArrayList;
import java.util.List;

/// The words of the flow.
final class FlowWords {
  private static final int LINE = 15;
  private static final double ALL = 0.995;
  private static final double HALF = 0.6;

  private FlowWords() {}

  /// `text` in short lines, broken between words.
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// What part of the requests the dots are: `1 of 7 requests shown`.
  ///
  /// @param shown the part of the requests that is shown, above 0 to 1
  /// @param dropped requests that were left out since the screen did not keep up
  static String sample(double shown, long dropped) {
    String words = part(shown);
    return dropped == 0 ? words : words + ", " + Figures.count(dropped) + " left out";
  }

  private static String part(double shown) {
    if (shown >= ALL) {
      return "Every request shown";
    }
    return shown > HALF
        ? Math.round(shown * 100) + " % of the requests shown"
        : "1 of " + Math.round(1 / shown) + " requests shown";
  }
}
