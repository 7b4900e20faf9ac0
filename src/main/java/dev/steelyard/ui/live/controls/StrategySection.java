package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.ui.setting.ChoiceRow;
import dev.steelyard.ui.setting.ResetButton;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedRow;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The view of the strategy and its settings.
final class StrategySection {
  private StrategySection() {}

  static Section of(StrategyModel model) {
    Setting<StrategyType> type = model.strategyType();
    ComboBox<StrategyType> box = new ComboBox<>();
    ChoiceRow.bind(box, "Strategy", type, List.of(StrategyType.values()), StrategyType::title);
    box.setTooltip(new Tooltip("How the balancer chooses a node for each attempt."));
    box.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(box, Priority.ALWAYS);
    HBox line = new HBox(box, new ResetButton("strategy", type.changed(), type::reset));
    line.getStyleClass().add("setting-line");
    Label summary = new Label();
    summary.getStyleClass().add("caption");
    summary.setWrapText(true);
    summary.textProperty().bind(type.now().map(StrategyType::summary));
    return new Section(
        "Strategy",
        line,
        summary,
        Section.shownWhen(
            is(model, StrategyType.POWER_OF_TWO),
            new TypedRow(
                "Choices", "nodes", "How many nodes are drawn for one pick.", model.choices())),
        Section.shownWhen(
            is(model, StrategyType.LEAST_CONNECTIONS),
            new ChoiceRow<>(
                "Ties",
                "Which of equally loaded nodes is taken.",
                model.ties(),
                List.of(Ties.values()),
                StrategySection::title)),
        Section.shownWhen(
            is(model, StrategyType.WEIGHTED_ROUND_ROBIN),
            new TypedRow(
                "Max fails",
                "in a row",
                "How many failures in a row take a node's whole weight away; 0 for never.",
                model.maxFails())),
        Section.shownWhen(
            goesByResponseTimes(model),
            new TypedRow("Decay", "", "How long response times count.", model.decay()),
            new TypedRow(
                "Failure penalty",
                "",
                "A failure counts as an answer this slow; 0 s: as the time that it took.",
                model.failurePenalty())),
        KeyedRows.of(new KeyedModel(model.strategy())));
  }

  private static ObservableValue<Boolean> goesByResponseTimes(StrategyModel model) {
    return model
        .strategyType()
        .now()
        .map(now -> now == StrategyType.LEAST_RESPONSE_TIME || now == StrategyType.PEAK_EWMA);
  }

  private static ObservableValue<Boolean> is(StrategyModel model, StrategyType type) {
    return model.strategyType().now().map(now -> now == type);
  }

  private static String title(Ties ties) {
    return switch (ties) {
      case RANDOM -> "At random";
      case FIRST -> "First in order";
    };
  }
}
