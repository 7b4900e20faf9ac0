package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.ui.live.Board;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The traffic's settings.
final class TrafficModel {
  private static final Notation<Double> RATE = Notation.decimal(0, Shape.MOST_RATE);
  private static final Notation<Duration> TIME =
      Durations.from(Duration.ofMillis(100), Duration.ofHours(1));
  private static final Notation<Duration> WORK =
      Durations.from(Duration.ofNanos(1_000), Duration.ofMinutes(1));

  private final Setting<Shape> shape;
  private final Setting<Arrivals> arrivals;
  private final Setting<Pattern> pattern;
  private final TypedSetting<Double> rate;
  private final TypedSetting<Double> rampFrom;
  private final TypedSetting<Double> rampTo;
  private final TypedSetting<Duration> rampOver;
  private final TypedSetting<Duration> work;

  TrafficModel(Board<TrafficSettings> board) {
    shape = Setting.of(board, TrafficSettings::shape, TrafficSettings::withShape);
    arrivals = Setting.of(board, TrafficSettings::arrivals, TrafficSettings::withArrivals);
    pattern = shape.part(Pattern::of, (now, wanted) -> wanted.from(now));
    rate =
        new TypedSetting<>(
            shape.part(now -> Pattern.steady(now).rate(), (now, to) -> new Steady(to)), RATE);
    rampFrom = ramp(Ramp::from, (now, from) -> new Ramp(from, now.to(), now.over()), RATE);
    rampTo = ramp(Ramp::to, (now, to) -> new Ramp(now.from(), to, now.over()), RATE);
    rampOver = ramp(Ramp::over, (now, over) -> new Ramp(now.from(), now.to(), over), TIME);
    work =
        new TypedSetting<>(
            Setting.of(
                board,
                settings -> Duration.ofNanos(Math.round(settings.work().meanNanos())),
                (settings, mean) -> settings.withWork(scaled(settings.work(), mean))),
            WORK);
  }

  Setting<Arrivals> arrivals() {
    return arrivals;
  }

  Setting<Pattern> pattern() {
    return pattern;
  }

  /// The steady rate in requests per second.
  TypedSetting<Double> rate() {
    return rate;
  }

  TypedSetting<Double> rampFrom() {
    return rampFrom;
  }

  TypedSetting<Double> rampTo() {
    return rampTo;
  }

  TypedSetting<Duration> rampOver() {
    return rampOver;
  }

  /// How long a request keeps a worker on average.
  TypedSetting<Duration> work() {
    return work;
  }

  /// How many steps there are, while the pattern is steps.
  Setting<Integer> stepCount() {
    return shape.part(
        now -> Pattern.steps(now).steps().size(), (now, count) -> resized(now, count));
  }

  TypedSetting<Double> stepRate(int index) {
    return step(index, Step::rate, (now, to) -> new Step(to, now.lasting()), RATE);
  }

  TypedSetting<Duration> stepTime(int index) {
    return step(index, Step::lasting, (now, to) -> new Step(now.rate(), to), TIME);
  }

  /// One more step at the end, like the last one.
  void addStep() {
    stepCount().set(stepCount().get() + 1);
  }

  /// Takes the step at `index` away; the only one stays.
  void removeStep(int index) {
    List<Step> steps = new ArrayList<>(Pattern.steps(shape.get()).steps());
    if (steps.size() > 1) {
      steps.remove(index);
      shape.set(new Steps(steps));
    }
  }

  private <T> TypedSetting<T> ramp(
      Function<Ramp, T> get, BiFunction<Ramp, T, Ramp> with, Notation<T> notation) {
    return new TypedSetting<>(
        shape.part(
            now -> get.apply(Pattern.ramp(now)), (now, to) -> with.apply(Pattern.ramp(now), to)),
        notation);
  }

  private <T> TypedSetting<T> step(
      int index, Function<Step, T> get, BiFunction<Step, T, Step> with, Notation<T> notation) {
    return new TypedSetting<>(
        shape.part(
            now -> get.apply(stepAt(now, index)),
            (now, to) -> {
              List<Step> steps = new ArrayList<>(Pattern.steps(now).steps());
              steps.set(index, with.apply(steps.get(index), to));
              return new Steps(steps);
            }),
        notation);
  }

  private static Step stepAt(Shape shape, int index) {
    List<Step> steps = Pattern.steps(shape).steps();
    return steps.get(Math.min(index, steps.size() - 1));
  }

  private static Shape resized(Shape shape, int count) {
    List<Step> steps = new ArrayList<>(Pattern.steps(shape).steps());
    while (steps.size() < count) {
      steps.add(steps.getLast());
    }
    return new Steps(steps.subList(0, count));
  }

  /// The same spread with another average.
  private static Distribution scaled(Distribution work, Duration mean) {
    return switch (work) {
      case Distribution.Fixed fixed -> new Distribution.Fixed(mean);
      case Distribution.Exponential exponential -> new Distribution.Exponential(mean);
      case Distribution.Uniform uniform -> {
        double factor = mean.toNanos() / Math.max(1, uniform.meanNanos());
        yield new Distribution.Uniform(
            Duration.ofNanos(Math.round(uniform.from().toNanos() * factor)),
            Duration.ofNanos(Math.round(uniform.to().toNanos() * factor)));
      }
    };
  }
}
