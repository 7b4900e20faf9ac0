package dev.steelyard.run.series;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.List;

/// Small scenarios for tests of many runs.
public final class Lessons {
  private static final String TWO_FAST_ONE_SLOW =
      """
      {
        "version": 1, "seed": 100, "duration": "22s", "warmup": "2s",
        "nodes": [{"id": "fast", "count": 2}, {"id": "slow", "speed": 0.25}],
        "traffic": {
          "shape": {"type": "steady", "rate": 60},
          "work": {"type": "exponential", "mean": "20ms"}
        },
        "balancer": {"timeout": "1m"}
      }
      """;

  private Lessons() {}

  /// Two fast nodes and one with a quarter of their speed, with one change: `PATH=VALUE`.
  public static Scenario twoFastOneSlow(String change) {
    try {
      return ScenarioReader.text(
          TWO_FAST_ONE_SLOW, "two-fast-one-slow.json", FieldChange.set(List.of(change)));
    } catch (ScenarioException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The same with one of the strategies, as a variant of its name.
  public static Variant strategy(String strategy) {
    return new Variant(strategy, twoFastOneSlow("balancer.strategy=" + strategy));
  }
}
