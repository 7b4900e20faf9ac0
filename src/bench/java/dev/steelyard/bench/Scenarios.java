package dev.steelyard.bench;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import java.util.List;

/// Scenarios as people write them.
final class Scenarios {
  private Scenarios() {}

  static Scenario of(String text) {
    try {
      return ScenarioReader.text(text, "benchmark", List.of());
    } catch (ScenarioException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
