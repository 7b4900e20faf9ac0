package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.ui.live.Board;
import java.time.Duration;

/// The traffic's settings.
final class TrafficModel {
  private static final Notation<Duration> WORK =
      Durations.from(Duration.ofNanos(1_000), Duration.ofMinutes(1));

  private final ShapeModel shape;
  private final Setting<Arrivals> arrivals;
  private final TypedSetting<Duration> work;

  TrafficModel(Board<TrafficSettings> board) {
    shape = new ShapeModel(Setting.of(board, TrafficSettings::shape, TrafficSettings::withShape));
    arrivals = Setting.of(board, TrafficSettings::arrivals, TrafficSettings::withArrivals);
    work =
        new TypedSetting<>(
            Setting.of(
                board,
                settings -> Duration.ofNanos(Math.round(settings.work().meanNanos())),
                (settings, mean) -> settings.withWork(Spread.withMean(settings.work(), mean))),
            WORK);
  }

  /// How the rate goes over time.
  ShapeModel shape() {
    return shape;
  }

  Setting<Arrivals> arrivals() {
    return arrivals;
  }

  /// How long a request keeps a worker on average.
  TypedSetting<Duration> work() {
    return work;
  }
}
