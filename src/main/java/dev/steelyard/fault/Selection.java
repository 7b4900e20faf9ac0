package dev.steelyard.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Which of the requests in its scope a fault acts on.
///
/// Requests are counted from the beginning of the fault, each when it reaches the fault: one that
/// an earlier fault has ended is not counted. Of those, each `every`-th is taken, of these some by
/// chance, and of these no more than the `first`.
///
/// @param probability the chance of each, above 0, at most 1
/// @param first after acting on so many the fault acts no more, 1 or more; empty for no end
/// @param every 1 for each request, 2 for the second, fourth and so on, 1 to 1,000,000
public record Selection(double probability, OptionalInt first, int every) {
  public static final int MOST_EVERY = 1_000_000;
  public static final int MOST_FIRST = 1_000_000_000;

  /// Every request.
  public static final Selection ALL = new Selection(1, OptionalInt.empty(), 1);

  public Selection {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability: " + probability + " must be above 0 and at most 1");
    }
    if (first.isPresent() && (first.getAsInt() < 1 || first.getAsInt() > MOST_FIRST)) {
      throw new IllegalArgumentException(
          "first: " + first.getAsInt() + " must be from 1 to " + MOST_FIRST);
    }
    if (every < 1 || every > MOST_EVERY) {
      throw new IllegalArgumentException("every: " + every + " must be from 1 to " + MOST_EVERY);
    }
  }

  /// Whether no request goes free, until the end if there is one.
  boolean leavesNoneOut() {
    return probability == 1 && every == 1;
  }

  /// In a few words, such as `1 in 3, the first 10`; empty for all requests.
  String words() {
    List<String> parts = new ArrayList<>();
    if (every > 1) {
      parts.add("1 in " + every);
    }
    if (probability < 1) {
      parts.add(EffectWords.percent(probability) + " of requests");
    }
    first.ifPresent(count -> parts.add("the first " + count));
    return String.join(", ", parts);
  }
}
