package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Styles;
import dev.steelyard.traffic.Arrivals;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;

/// The view of the traffic's settings.
final class TrafficSection {
  private TrafficSection() {}

  static Section of(TrafficModel model) {
    return new Section(
        "Traffic",
        new ChoiceRow<>(
            "Pattern",
            "How the rate of requests goes over time, from now on.",
            model.pattern(),
            List.of(Pattern.values()),
            Pattern::title),
        Section.shownWhen(
            is(model, Pattern.STEADY),
            new TypedRow("Rate", "req/s", "Requests per second.", model.rate()),
            slider(model.rate())),
        Section.shownWhen(
            is(model, Pattern.RAMP),
            new TypedRow("From", "req/s", "The rate at the start.", model.rampFrom()),
            new TypedRow("To", "req/s", "The rate at the end; it stays.", model.rampTo()),
            new TypedRow("Over", "", "How long the way takes.", model.rampOver())),
        Section.shownWhen(is(model, Pattern.STEPS), new StepsEditor(model)),
        new ChoiceRow<>(
            "Arrivals",
            "Poisson: at random, as from many users. Constant: like a metronome.",
            model.arrivals(),
            List.of(Arrivals.values()),
            TrafficSection::title),
        new TypedRow(
            "Mean work",
            "",
            "How long a request keeps a worker of a node with speed 1, on average.",
            model.work()));
  }

  private static ObservableValue<Boolean> is(TrafficModel model, Pattern pattern) {
    return model.pattern().now().map(now -> now == pattern);
  }

  private static String title(Arrivals arrivals) {
    return switch (arrivals) {
      case POISSON -> "Poisson";
      case CONSTANT -> "Constant";
    };
  }

  /// A drag is applied when it ends, so that the log tells of one change.
  private static Node slider(TypedSetting<Double> rate) {
    Slider slider = new Slider(0, LogScale.LENGTH, 0);
    slider.getStyleClass().addAll(Styles.SMALL, "rate-slider");
    slider.setId("rate-slider");
    slider.setAccessibleText("Rate, requests per second");
    slider.setTooltip(new Tooltip("Requests per second, from 1 to 5,000 on a log scale."));
    slider.setBlockIncrement(0.1);
    rate.setting().now().subscribe(now -> slider.setValue(LogScale.position(now)));
    slider
        .valueProperty()
        .subscribe((before, position) -> {
          if (slider.isValueChanging()) {
            rate.textProperty().set(Notation.plain(LogScale.rate(position.doubleValue())));
          } else if (position.doubleValue() != LogScale.position(rate.setting().get())) {
            rate.setting().set(LogScale.rate(position.doubleValue()));
          }
        });
    slider
        .valueChangingProperty()
        .subscribe((before, changing) -> {
          if (!changing) {
            rate.setting().set(LogScale.rate(slider.getValue()));
          }
        });
    return slider;
  }
}
