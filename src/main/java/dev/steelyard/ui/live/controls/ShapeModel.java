package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Burst;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Sine;
import dev.steelyard.traffic.Shape.Spike;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The settings of how the rate goes over time.
final class ShapeModel {
  private static final Notation<Double> RATE = Notation.decimal(0, Shape.MOST_RATE);
  private static final Notation<Duration> TIME =
      Durations.from(Duration.ofMillis(100), Duration.ofHours(1));
  private static final Notation<Duration> DELAY =
      Durations.from(Duration.ZERO, Duration.ofHours(1));

  private final Setting<Shape> shape;
  private final Setting<Pattern> pattern;
  private final TypedSetting<Double> rate;

  ShapeModel(Setting<Shape> shape) {
    this.shape = shape;
    this.pattern = shape.part(Pattern::of, (now, wanted) -> wanted.from(now));
    this.rate = typed(now -> Pattern.steady(now).rate(), (now, to) -> new Steady(to), RATE);
  }

  Setting<Shape> shape() {
    return shape;
  }

  Setting<Pattern> pattern() {
    return pattern;
  }

  /// The steady rate in requests per second.
  TypedSetting<Double> rate() {
    return rate;
  }

  TypedSetting<Double> rampFrom() {
    return ramp(Ramp::from, (now, from) -> new Ramp(from, now.to(), now.over()), RATE);
  }

  TypedSetting<Double> rampTo() {
    return ramp(Ramp::to, (now, to) -> new Ramp(now.from(), to, now.over()), RATE);
  }

  TypedSetting<Duration> rampOver() {
    return ramp(Ramp::over, (now, over) -> new Ramp(now.from(), now.to(), over), TIME);
  }

  TypedSetting<Double> spikeBase() {
    return spike(
        Spike::base, (now, to) -> new Spike(to, now.peak(), now.at(), now.lasting()), RATE);
  }

  TypedSetting<Double> spikePeak() {
    return spike(
        Spike::peak, (now, to) -> new Spike(now.base(), to, now.at(), now.lasting()), RATE);
  }

  TypedSetting<Duration> spikeAt() {
    return spike(
        Spike::at, (now, to) -> new Spike(now.base(), now.peak(), to, now.lasting()), DELAY);
  }

  TypedSetting<Duration> spikeTime() {
    return spike(
        Spike::lasting, (now, to) -> new Spike(now.base(), now.peak(), now.at(), to), TIME);
  }

  /// The mean; an amplitude that would take the rate below 0 gives way.
  TypedSetting<Double> sineMean() {
    return sine(
        Sine::mean,
        (now, to) -> new Sine(to, Math.min(now.amplitude(), Sine.mostAmplitude(to)), now.period()),
        RATE);
  }

  /// The amplitude; at most what the mean allows.
  TypedSetting<Double> sineAmplitude() {
    return sine(
        Sine::amplitude,
        (now, to) ->
            new Sine(now.mean(), Math.min(to, Sine.mostAmplitude(now.mean())), now.period()),
        RATE);
  }

  TypedSetting<Duration> sinePeriod() {
    return sine(Sine::period, (now, to) -> new Sine(now.mean(), now.amplitude(), to), TIME);
  }

  TypedSetting<Double> burstRate() {
    return burst(
        Burst::rate, (now, to) -> new Burst(to, now.lasting(), now.every(), now.base()), RATE);
  }

  TypedSetting<Double> burstBase() {
    return burst(
        Burst::base, (now, to) -> new Burst(now.rate(), now.lasting(), now.every(), to), RATE);
  }

  /// How long a burst lasts; a shorter period gives way.
  TypedSetting<Duration> burstTime() {
    return burst(
        Burst::lasting,
        (now, to) -> new Burst(now.rate(), to, longer(to, now.every()), now.base()),
        TIME);
  }

  /// The time from burst to burst; a longer burst gives way.
  TypedSetting<Duration> burstEvery() {
    return burst(
        Burst::every,
        (now, to) -> new Burst(now.rate(), shorter(to, now.lasting()), to, now.base()),
        TIME);
  }

  /// How many steps there are, while the pattern is steps.
  Setting<Integer> stepCount() {
    return shape.part(now -> Pattern.steps(now).steps().size(), ShapeModel::resized);
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
    return typed(Pattern::ramp, get, with, notation);
  }

  private <T> TypedSetting<T> spike(
      Function<Spike, T> get, BiFunction<Spike, T, Spike> with, Notation<T> notation) {
    return typed(Pattern::spike, get, with, notation);
  }

  private <T> TypedSetting<T> sine(
      Function<Sine, T> get, BiFunction<Sine, T, Sine> with, Notation<T> notation) {
    return typed(Pattern::sine, get, with, notation);
  }

  private <T> TypedSetting<T> burst(
      Function<Burst, T> get, BiFunction<Burst, T, Burst> with, Notation<T> notation) {
    return typed(Pattern::burst, get, with, notation);
  }

  private <T> TypedSetting<T> step(
      int index, Function<Step, T> get, BiFunction<Step, T, Step> with, Notation<T> notation) {
    return typed(
        now -> get.apply(stepAt(now, index)),
        (now, to) -> {
          List<Step> steps = new ArrayList<>(Pattern.steps(now).steps());
          steps.set(index, with.apply(steps.get(index), to));
          return new Steps(steps);
        },
        notation);
  }

  /// A field of one kind of shape.
  private <S extends Shape, T> TypedSetting<T> typed(
      Function<Shape, S> as, Function<S, T> get, BiFunction<S, T, S> with, Notation<T> notation) {
    return typed(
        now -> get.apply(as.apply(now)), (now, to) -> with.apply(as.apply(now), to), notation);
  }

  private <T> TypedSetting<T> typed(
      Function<Shape, T> get, BiFunction<Shape, T, Shape> with, Notation<T> notation) {
    return new TypedSetting<>(shape.part(get, with), notation);
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

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
