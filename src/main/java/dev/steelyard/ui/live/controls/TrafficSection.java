package dev.steelyard.ui.live.controls;

import dev.steelyard.ui.setting.ChoiceRow;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.TypedRow;
import java.util.List;
import javafx.beans.value.ObservableValue;

/// The view of the traffic's settings.
final class TrafficSection {
  private TrafficSection() {}

  static Section of(TrafficModel model) {
    ObservableValue<Boolean> closed = model.sending().now().map(now -> now == Sending.CLOSED);
    return new Section(
        "Traffic",
        Section.shownWhen(closed.map(now -> !now), new ShapeRows(model.shape())),
        new ChoiceRow<>(
            "Arrivals",
            "Poisson: at random, as from many users. Constant: like a metronome. Closed: some users"
                + " who wait for each answer. While they wait they send nothing, which hides"
                + " latency.",
            model.sending(),
            List.of(Sending.values()),
            Sending::title),
        Section.shownWhen(
            closed,
            new TypedRow("Users", "", "How many users send and wait.", model.users()),
            new TypedRow(
                "Mean think",
                "",
                "How long a user thinks between an answer and its next request, on average.",
                model.think())),
        new TypedRow(
            "Mean work",
            "",
            "How long a request keeps a worker of a node with speed 1, on average.",
            model.work()));
  }
}
