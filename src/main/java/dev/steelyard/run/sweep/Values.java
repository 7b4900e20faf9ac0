package dev.steelyard.run.sweep;

import dev.steelyard.scenario.text.DurationFormatException;
import dev.steelyard.scenario.text.Durations;
import java.util.List;
import java.util.Optional;

/// The values of a sweep as places along an axis: numbers, durations in milliseconds, or else words
/// that stand beside each other at even distances.
///
/// @param places one for each value, in their order
/// @param unit of the numbers, empty if they have none
/// @param words whether the values are no numbers
record Values(List<Double> places, String unit, boolean words) {
  static Values of(List<String> texts) {
    List<Double> numbers = texts.stream().map(Values::number).flatMap(Optional::stream).toList();
    if (numbers.size() == texts.size()) {
      return new Values(numbers, "", false);
    }
    List<Double> millis = texts.stream().map(Values::millis).flatMap(Optional::stream).toList();
    if (millis.size() == texts.size()) {
      return new Values(millis, "ms", false);
    }
    List<Double> even = texts.stream().map(text -> (double) texts.indexOf(text)).toList();
    return new Values(even, "", true);
  }

  Scale scale() {
    double least = places.stream().mapToDouble(place -> place).min().orElse(0);
    double most = places.stream().mapToDouble(place -> place).max().orElse(1);
    return words ? new Scale(-0.5, places.size() - 0.5, false) : Scale.over(least, most, 50, false);
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> millis(String text) {
    try {
      return Optional.of(Durations.parse(text).toNanos() / 1e6);
    } catch (DurationFormatException e) {
      return Optional.empty();
    }
  }
}
