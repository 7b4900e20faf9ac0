package dev.steelyard.ui.live.controls;

import atlantafx.base.theme.Styles;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Phase;
import dev.steelyard.ui.setting.ChoiceRow;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.TypedRow;
import dev.steelyard.ui.setting.TypedSetting;
import java.util.Arrays;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// The view of how the rate goes over time.
final class ShapeRows extends VBox {
  private static final String REQUESTS = "req/s";

  ShapeRows(ShapeModel model) {
    getStyleClass().add("section-rows");
    getChildren()
        .addAll(
            new ChoiceRow<>(
                "Pattern",
                "How the rate of requests goes over time, from now on.",
                model.pattern(),
                choosable(),
                Pattern::title),
            shown(
                model,
                Pattern.STEADY,
                rate("Rate", "Requests per second.", model.rate()),
                slider(model.rate())),
            shown(
                model,
                Pattern.RAMP,
                rate("From", "The rate at the start.", model.rampFrom()),
                rate("To", "The rate at the end; it stays.", model.rampTo()),
                new TypedRow("Over", "", "How long the way takes.", model.rampOver())),
            shown(model, Pattern.STEPS, new StepsEditor(model)),
            spike(model),
            sine(model),
            burst(model),
            shown(model, Pattern.PHASES, phases(model)));
  }

  /// Phases come from a scenario; here they can be left and, by reset, come back to.
  private static List<Pattern> choosable() {
    return Arrays.stream(Pattern.values()).filter(pattern -> pattern != Pattern.PHASES).toList();
  }

  private static Node spike(ShapeModel model) {
    return shown(
        model,
        Pattern.SPIKE,
        rate("Base", "The rate before and after the spike.", model.spikeBase()),
        rate("Peak", "The rate during the spike.", model.spikePeak()),
        new TypedRow("Begins after", "", "Counted from now on.", model.spikeAt()),
        new TypedRow("Spike lasts", "", "How long the spike lasts.", model.spikeTime()));
  }

  private static Node sine(ShapeModel model) {
    return shown(
        model,
        Pattern.SINE,
        rate("Mean rate", "The rate on average.", model.sineMean()),
        rate(
            "Amplitude",
            "How far the rate goes above and below the mean; not below 0.",
            model.sineAmplitude()),
        new TypedRow("Period", "", "The time from top to top.", model.sinePeriod()));
  }

  private static Node burst(ShapeModel model) {
    return shown(
        model,
        Pattern.BURST,
        rate("Burst rate", "The rate during a burst.", model.burstRate()),
        new TypedRow("Burst lasts", "", "How long a burst lasts.", model.burstTime()),
        new TypedRow("Every", "", "From one burst to the next.", model.burstEvery()),
        rate("Between", "The rate between bursts.", model.burstBase()));
  }

  /// What the phases are, a line for each.
  private static Node phases(ShapeModel model) {
    Label label = new Label();
    label.setId("phases");
    label.getStyleClass().add("caption");
    label.setWrapText(true);
    label.textProperty().bind(model.shape().now().map(ShapeRows::words));
    return label;
  }

  private static String words(Shape shape) {
    StringBuilder lines = new StringBuilder();
    for (Phase phase : Pattern.phases(shape).phases()) {
      lines
          .append(lines.isEmpty() ? "" : "\n")
          .append(Durations.write(phase.lasting()))
          .append(": ")
          .append(phase.shape().words());
    }
    return lines.toString();
  }

  private static TypedRow rate(String name, String what, TypedSetting<Double> setting) {
    return new TypedRow(name, REQUESTS, what, setting);
  }

  private static VBox shown(ShapeModel model, Pattern pattern, Node... rows) {
    ObservableValue<Boolean> chosen = model.pattern().now().map(now -> now == pattern);
    return Section.shownWhen(chosen, rows);
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
