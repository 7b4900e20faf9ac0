package dev.steelyard.scenario.json;

import java.util.List;

/// Which words are allowed.
///
/// @param ready the words that may be chosen
/// @param planned words that are known and cannot be chosen yet
public record Choices(List<String> ready, List<String> planned) {
  public Choices {
    ready = List.copyOf(ready);
    planned = List.copyOf(planned);
  }

  public static Choices of(List<String> ready) {
    return new Choices(ready, List.of());
  }

  String words() {
    return String.join(", ", ready);
  }
}
