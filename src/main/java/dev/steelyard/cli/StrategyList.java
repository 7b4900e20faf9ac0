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
  /// A colon may also belong to a value: `ring-hash:key=header:X-User:points=40`.
  private static final String NEXT_SETTING = ":(?=[A-Za-z]+=)";

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
    StrategySpec own = scenario.balancer().strategy();
    return own.type().id().equals(item) ? own : strategy("--strategies " + item, item, List.of());
  }

  /// One strategy.
  ///
  /// @param source what messages call it
  /// @param item its name, and its settings behind colons
  /// @param further settings that are given elsewhere
  static StrategySpec strategy(String source, String item, List<FieldChange> further)
      throws ScenarioException {
    String[] parts = item.split(":", 2);
    List<FieldChange> settings = new ArrayList<>();
    if (parts.length > 1) {
      for (String setting : parts[1].split(NEXT_SETTING, -1)) {
        FieldChange set = FieldChange.set(setting);
        settings.add(new FieldChange(source, set.path(), set.value()));
      }
    }
    settings.addAll(further);
    return ScenarioReader.strategy(new FieldChange(source, "type", parts[0]), settings);
  }
}
