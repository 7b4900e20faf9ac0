package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.ui.setting.ChoiceRow;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.SettingRow;
import dev.steelyard.ui.setting.TypedRow;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.VBox;

/// The views of the settings of strategies that heed a key.
final class KeyedRows {
  private KeyedRows() {}

  static VBox of(KeyedModel model) {
    return Section.shownWhen(
        is(model, spec -> spec instanceof KeyedSpec),
        new TypedRow(
            "Key",
            SettingRow.NO_UNIT,
            "Requests with the same key go to the same node: client, path, or header:NAME.",
            model.key()),
        Section.shownWhen(
            is(model, spec -> spec instanceof RingHashSpec || spec instanceof BoundedRingHashSpec),
            new TypedRow(
                "Points",
                "a weight",
                "Points on the ring for each unit of weight; few of them share unevenly.",
                model.points())),
        Section.shownWhen(
            is(model, spec -> spec instanceof BoundedRingHashSpec),
            new TypedRow(
                "Balance factor",
                "x mean",
                "A node with more than this share of the average load is passed over.",
                model.balanceFactor())),
        Section.shownWhen(
            is(model, spec -> spec instanceof StickySpec),
            new ChoiceRow<>(
                "First choice",
                "How a node is chosen for a key that has none.",
                model.first(),
                KeyedModel.FIRST,
                StrategyType::title)));
  }

  private static ObservableValue<Boolean> is(KeyedModel model, Predicate<StrategySpec> kind) {
    return model.strategy().now().map(kind::test);
  }
}
