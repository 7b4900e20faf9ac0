package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Arrivals;
import java.util.List;

/// The view of the traffic's settings.
final class TrafficSection {
  private TrafficSection() {}

  static Section of(TrafficModel model) {
    return new Section(
        "Traffic",
        new ShapeRows(model.shape()),
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

  private static String title(Arrivals arrivals) {
    return switch (arrivals) {
      case POISSON -> "Poisson";
      case CONSTANT -> "Constant";
    };
  }
}
