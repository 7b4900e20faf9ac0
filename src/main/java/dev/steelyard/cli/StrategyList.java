package dev.steelyard.cli;

import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.run.series.Variant;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.ArrayList;
import java.util.List;

/// Strategies as they are written on the command line, with settings where they are wanted:
/// `random,power-of-two,power-of-two:choices=3`.
///
/// One without settings has those of the scenario's own strategy if that is of the same type, and
/// else the defaults.
final class StrategyList {
  private StrategyList() {}

  /// The scenario with each of the strategies in place of its own.
  static List<Variant> of(String text, Scenario scenario) throws ScenarioException {
    List<Variant> variants = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      variants.add(
          new Variant(
              item,
              scenario.withBalancer(scenario.balancer().withStrategy(strategy(item, scenario)))));
    }
    return variants;
  }

  private static StrategySpec strategy(String item, Scenario scenario) throws ScenarioException {
    String source = "--strategies " + item;
    String[] parts = item.split(":", -1);
    StrategySpec own = scenario.balancer().strategy();
    if (parts.length == 1 && own.type().id().equals(item)) {
      return own;
    }
    List<FieldChange> settings = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      FieldChange set = FieldChange.set(parts[i]);
      settings.add(new FieldChange(source, set.path(), set.value()));
    }
    return ScenarioReader.strategy(new FieldChange(source, "type", parts[0]), settings);
  }
}
