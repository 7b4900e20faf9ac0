package dev.steelyard.cli;

import dev.steelyard.run.series.Series;
import dev.steelyard.scenario.text.DurationFormatException;
import dev.steelyard.scenario.text.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A field and the values that it takes, as they are written on the command line:
/// `traffic.shape.rate=50,100,150`, or `50..150/50` for a range of numbers or durations and its
/// step.
///
/// Commas inside of brackets, braces and quotes belong to a value.
///
/// @param path the field
/// @param values 1 to 200, each once
record Variation(String path, List<String> values) {
  private static final String NUMBER = "(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?)";
  private static final String UNIT = "([a-z]*)";
  private static final Pattern RANGE =
      Pattern.compile(NUMBER + UNIT + "\\.\\." + NUMBER + UNIT + "/" + NUMBER + UNIT);
  private static final String RANGES =
      "a range FROM..TO/STEP of numbers, or of durations with their units";
  private static final Pattern LIKE_A_RANGE = Pattern.compile("-?[0-9.]+[a-z]*\\.\\..*");

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
      } else if (LIKE_A_RANGE.matcher(item).matches()) {
        throw wrong(text, RANGES);
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
    boolean durations = !range.group(2).isEmpty();
    if (range.group(4).isEmpty() == durations || range.group(6).isEmpty() == durations) {
      throw wrong(text, RANGES);
    }
    BigDecimal value = number(text, range.group(1), range.group(2));
    BigDecimal to = number(text, range.group(3), range.group(4));
    BigDecimal step = number(text, range.group(5), range.group(6));
    if (step.signum() <= 0 || to.compareTo(value) < 0) {
      throw wrong(text, "a range FROM..TO/STEP that goes up by a step above 0");
    }
    for (; value.compareTo(to) <= 0; value = value.add(step)) {
      values.add(
          durations
              ? Durations.format(Duration.ofNanos(value.longValueExact()))
              : value.stripTrailingZeros().toPlainString());
      if (values.size() > Series.MOST_VARIANTS) {
        return; // More are refused anyway.
      }
    }
  }

  /// A number as it is; a duration in nanoseconds.
  private static BigDecimal number(String text, String digits, String unit) {
    if (unit.isEmpty()) {
      return new BigDecimal(digits);
    }
    try {
      return BigDecimal.valueOf(Durations.parse(digits + unit).toNanos());
    } catch (DurationFormatException e) {
      throw wrong(text, "durations " + Durations.EXAMPLES);
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
