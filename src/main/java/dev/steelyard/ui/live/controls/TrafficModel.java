package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Arrivals.Closed;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;

/// The traffic's settings. What closed arrivals were is remembered while they are open, and the
/// other way round.
final class TrafficModel {
  private static final Notation<Duration> WORK =
      Durations.from(Duration.ofNanos(1_000), Duration.ofMinutes(1));
  private static final Notation<Duration> THINK =
      Durations.from(Duration.ZERO, Duration.ofMinutes(1));

  private final ShapeModel shape;
  private final Setting<Sending> sending;
  private final Setting<Closed> closed;
  private final TypedSetting<Duration> work;
  private Closed lastClosed = new Closed(20, new Exponential(Duration.ofMillis(200)));
  private Shape lastShape = new Shape.Steady(100);

  TrafficModel(Board<TrafficSettings> board) {
    board.now().subscribe(this::remember);
    shape = new ShapeModel(Setting.of(board, TrafficSettings::shape, TrafficSettings::withShape));
    sending = Setting.of(board, settings -> Sending.of(settings.arrivals()), this::withSending);
    closed =
        Setting.of(
            board,
            settings -> settings.arrivals() instanceof Closed now ? now : lastClosed,
            TrafficSettings::withArrivals);
    work =
        new TypedSetting<>(
            mean(Setting.of(board, TrafficSettings::work, TrafficSettings::withWork)), WORK);
  }

  /// How the rate goes over time, while arrivals are open.
  ShapeModel shape() {
    return shape;
  }

  Setting<Sending> sending() {
    return sending;
  }

  /// How many users there are, while arrivals are closed.
  TypedSetting<Integer> users() {
    return new TypedSetting<>(
        closed.part(Closed::users, (now, users) -> new Closed(users, now.think())),
        Notation.whole(1, Closed.MOST_USERS));
  }

  /// How long a user thinks on average, while arrivals are closed.
  TypedSetting<Duration> think() {
    return new TypedSetting<>(
        mean(closed.part(Closed::think, (now, think) -> new Closed(now.users(), think))), THINK);
  }

  /// How long a request keeps a worker on average.
  TypedSetting<Duration> work() {
    return work;
  }

  private void remember(TrafficSettings now) {
    switch (now.arrivals()) {
      case Arrivals.Open open -> lastShape = now.shape();
      case Closed users -> lastClosed = users;
    }
  }

  private TrafficSettings withSending(TrafficSettings now, Sending wanted) {
    return switch (wanted) {
      case POISSON -> open(now, Arrivals.POISSON);
      case CONSTANT -> open(now, Arrivals.CONSTANT);
      case CLOSED -> now.withArrivals(lastClosed);
    };
  }

  private TrafficSettings open(TrafficSettings now, Arrivals wanted) {
    return now.withArrivals(wanted).withShape(lastShape);
  }

  private static Setting<Duration> mean(Setting<Distribution> spread) {
    return spread.part(now -> Duration.ofNanos(Math.round(now.meanNanos())), Spread::withMean);
  }
}
