package dev.steelyard.scenario.json;

import java.util.List;

/// Which words are allowed.
public record Choices(List<String> allowed) {
  public Choices {
    allowed = List.copyOf(allowed);
  }

  public static Choices of(List<String> allowed) {
    return new Choices(allowed);
  }

  String words() {
    return String.join(", ", allowed);
  }
}
