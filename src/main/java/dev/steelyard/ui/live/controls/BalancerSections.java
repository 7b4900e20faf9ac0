package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The views of the balancer's settings, but those of {@link HealthSections}.
final class BalancerSections {
  private BalancerSections() {}

  static Section strategy(BalancerModel model) {
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
                BalancerSections::title)),
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

  static Section retries(BalancerModel model) {
    Setting<Boolean> on = model.retry().on();
    return new Section(
        "Retries",
        new TypedRow(
            "Timeout", "", "An attempt without an answer after this has failed.", model.timeout()),
        new CheckRow("Retry", "A failed attempt is followed by one on another node.", on),
        Section.shownWhen(
            on.now(),
            new TypedRow(
                "Max attempts",
                "",
                "Attempts for one request, the first included.",
                model.maxAttempts()),
            new CheckRow(
                "Retry on 500",
                "An answer of 500 is retried like 502, 503 and 504.",
                model.retryOn500())));
  }

  private static ObservableValue<Boolean> goesByResponseTimes(BalancerModel model) {
    return model
        .strategyType()
        .now()
        .map(now -> now == StrategyType.LEAST_RESPONSE_TIME || now == StrategyType.PEAK_EWMA);
  }

  private static ObservableValue<Boolean> is(BalancerModel model, StrategyType type) {
    return model.strategyType().now().map(now -> now == type);
  }

  private static String title(Ties ties) {
    return switch (ties) {
      case RANDOM -> "At random";
      case FIRST -> "First in order";
    };
  }
}
