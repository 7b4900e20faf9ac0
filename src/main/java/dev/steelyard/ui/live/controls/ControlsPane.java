package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Tweaks;
import dev.steelyard.ui.live.LiveModel;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// All settings of the running experiment, section by section. Every change applies at once.
public final class ControlsPane extends ScrollPane {
  public ControlsPane(LiveModel live) {
    TrafficModel traffic = new TrafficModel(live.traffic());
    StrategyModel balancer = new StrategyModel(live.balancer());
    RetryModel retries = new RetryModel(live.balancer());
    HealthModel health =
        new HealthModel(
            live.balancer(),
            live.scenarioProperty().map(scenario -> scenario.nodes().size()),
            live.traffic()
                .now()
                .flatMap(load ->
                    live.scenarioProperty()
                        .map(scenario ->
                            load.greatestRate().stream()
                                .map(rate -> rate / scenario.balancers())
                                .findFirst())));
    VBox sections =
        new VBox(
            TrafficSection.of(traffic),
            StrategySection.of(balancer),
            RetrySections.retries(retries).telling(retries.retries().now()),
            RetrySections.hedging(retries).telling(retries.hedges().now()).folded());
    sections.getChildren().addAll(HealthSections.of(health));
    sections.getStyleClass().add("controls-sections");
    sections.disableProperty().bind(live.phaseProperty().map(phase -> !phase.shows()));
    getStyleClass().addAll("controls", Tweaks.EDGE_TO_EDGE);
    setContent(sections);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinWidth(0);
  }
}
