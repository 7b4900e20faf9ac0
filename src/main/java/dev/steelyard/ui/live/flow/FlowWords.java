package dev.steelyard.ui.live.flow;

import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.ui.kit.Figures;
import java.util.ArrayList;
import java.util.List;

/// The words of the flow.
final class FlowWords {
  private static final int LINE = 15;

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
  /// @param ratePerSecond how many requests there are now
  /// @param dropped requests that were left out since the screen did not keep up
  static String sample(double ratePerSecond, long dropped) {
    long each = Math.round(ratePerSecond / FlowSamples.MOST_PER_SECOND);
    String shown = each <= 1 ? "Every request shown" : "1 of " + each + " requests shown";
    if (ratePerSecond > FlowSamples.MOST_PER_SECOND && each <= 1) {
      shown = "Most requests shown";
    }
    return dropped == 0 ? shown : shown + ", " + Figures.count(dropped) + " left out";
  }
}
