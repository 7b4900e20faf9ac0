package dev.steelyard.scenario.json;

import java.util.regex.Pattern;

/// Judges numbers as they were written.
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private final Problems problems;

  Numbers(Problems problems) {
    this.problems = problems;
  }

  long whole(String path, Located value, long fallback, long least, long most) {
    String allowed = "a whole number from " + least + " to " + most;
    if (!(value instanceof Located.Numeral(Place _, String raw))) {
      return wrong(path, value, notANumber(value), allowed, fallback);
    }
    if (!WHOLE.matcher(raw).matches()) {
      return wrong(path, value, "it is not written as a whole number", allowed, fallback);
    }
    boolean negative = raw.startsWith("-");
    if (raw.equals("-0")) {
      return wrong(path, value, "there is no minus zero", allowed, fallback);
    }
    String below = "it is below " + least;
    String above = "it is above " + most;
    try {
      long number = Long.parseLong(raw);
      if (number >= least && number <= most) {
        return number;
      }
      return wrong(path, value, number < least ? below : above, allowed, fallback);
    } catch (NumberFormatException e) {
      return wrong(path, value, negative ? below : above, allowed, fallback);
    }
  }

  double number(String path, Located value, double fallback, Range range) {
    if (!(value instanceof Located.Numeral(Place _, String raw))) {
      return wrong(path, value, notANumber(value), range.words(), fallback);
    }
    double number = Double.parseDouble(raw);
    if (number == 0 && raw.startsWith("-")) {
      return wrong(path, value, "there is no minus zero", range.words(), fallback);
    }
    if (range.isBelow(number)) {
      String reason =
          (range.open() ? "it is not above " : "it is below ") + Range.plain(range.least());
      return wrong(path, value, reason, range.words(), fallback);
    }
    if (number > range.most()) {
      String reason = "it is above " + Range.plain(range.most());
      return wrong(path, value, reason, range.words(), fallback);
    }
    return number;
  }

  private static String notANumber(Located value) {
    return value instanceof Located.Text ? "it is text, not a number" : "it is " + value.kind();
  }

  private <T> T wrong(String path, Located value, String reason, String allowed, T fallback) {
    problems.add(Problem.wrong(path, value, reason, allowed));
    return fallback;
  }
}
