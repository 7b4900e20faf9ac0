package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Tweaks;
import dev.steelyard.ui.live.LiveModel;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// All settings of the running experiment, section by section. Every change applies at once.
public final class ControlsPane extends ScrollPane {
  public ControlsPane(LiveModel live) {
    TrafficModel traffic = new TrafficModel(live.traffic());
    BalancerModel balancer = new BalancerModel(live.balancer());
    HealthModel health =
        new HealthModel(
            live.balancer(),
            live.scenarioProperty().map(scenario -> scenario.nodes().size()),
            live.traffic().now());
    VBox sections =
        new VBox(
            TrafficSection.of(traffic),
            BalancerSections.strategy(balancer),
            BalancerSections.retries(balancer).telling(balancer.retry().on().now()));
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
