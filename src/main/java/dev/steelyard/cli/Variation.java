package dev.steelyard.cli;

import dev.steelyard.run.series.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A field and the values that it takes, as they are written on the command line:
/// `traffic.shape.rate=50,100,150`, or `50..150/50` for a range of numbers and its step.
///
/// Commas inside of brackets, braces and quotes belong to a value.
///
/// @param path the field
/// @param values 1 to 200, each once
record Variation(String path, List<String> values) {
  private static final String NUMBER = "(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?)";
  private static final Pattern RANGE = Pattern.compile(NUMBER + "\\.\\." + NUMBER + "/" + NUMBER);

  /// Reads it.
  ///
  /// @throws IllegalArgumentException whose message says in one line what is wrong
  static Variation parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw wrong(text, "PATH=VALUE,VALUE,...");
    }
    List<String> values = new ArrayList<>();
    for (String item : split(text.substring(equals + 1))) {
      Matcher range = RANGE.matcher(item);
      if (item.isEmpty()) {
        throw wrong(text, "values that are not empty, such as traffic.shape.rate=50,100");
      }
      if (range.matches()) {
        addRange(text, range, values);
      } else {
        values.add(item);
      }
    }
    if (values.size() > Series.MOST_VARIANTS) {
      throw wrong(text, "up to " + Series.MOST_VARIANTS + " values");
    }
    if (values.stream().distinct().count() < values.size()) {
      throw wrong(text, "each value once");
    }
    return new Variation(text.substring(0, equals), List.copyOf(values));
  }

  private static void addRange(String text, Matcher range, List<String> values) {
    var to = new BigDecimal(range.group(2));
    var step = new BigDecimal(range.group(3));
    var value = new BigDecimal(range.group(1));
    if (step.signum() <= 0 || to.compareTo(value) < 0) {
      throw wrong(text, "a range FROM..TO/STEP that goes up by a step above 0");
    }
    for (; value.compareTo(to) <= 0; value = value.add(step)) {
      values.add(value.stripTrailingZeros().toPlainString());
      if (values.size() > Series.MOST_VARIANTS) {
        return; // More are refused anyway.
      }
    }
  }

  private static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      } else if (c == ',' && !quoted && depth == 0) {
        items.add(text.substring(start, i));
        start = i + 1;
      }
    }
    items.add(text.substring(start));
    return items;
  }

  private static IllegalArgumentException wrong(String text, String allowed) {
    return new IllegalArgumentException("--vary " + text + " is wrong; allowed: " + allowed);
  }
}
