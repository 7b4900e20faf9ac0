package dev.steelyard.ui.live.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.Shape.Step;
import dev.steelyard.traffic.Shape.Steps;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlsModelTest {
  private static final TrafficSettings TRAFFIC =
      TrafficSettings.of(Arrivals.POISSON, new Steady(90));
  private static final BalancerSettings BALANCER =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults());

  private final ObjectProperty<TrafficSettings> traffic = new SimpleObjectProperty<>(TRAFFIC);
  private final ObjectProperty<BalancerSettings> balancer = new SimpleObjectProperty<>(BALANCER);
  private final TrafficModel trafficModel =
      new TrafficModel(new Board<>(traffic, new SimpleObjectProperty<>(TRAFFIC), traffic::set));
  private final ShapeModel shape = trafficModel.shape();
  private final StrategyModel balancerModel =
      new StrategyModel(new Board<>(balancer, new SimpleObjectProperty<>(BALANCER), balancer::set));
  private final HealthModel healthModel =
      new HealthModel(
          new Board<>(balancer, new SimpleObjectProperty<>(BALANCER), balancer::set),
          new SimpleObjectProperty<>(5),
          traffic.map(TrafficSettings::greatestRate));

  @Test
  void typedRateTakesEffectWhenCommitted() {
    shape.rate().textProperty().set("250");
    assertEquals(new Steady(90), traffic.get().shape());

    shape.rate().commit();
    assertEquals(new Steady(250), traffic.get().shape());
    assertTrue(shape.rate().setting().changed().getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "many", "1000001", "NaN"})
  void rateThatIsNotAllowedSaysWhatIsAndStays(String typed) {
    shape.rate().textProperty().set(typed);
    shape.rate().commit();

    assertEquals("Number from 0 to 1,000,000", shape.rate().messageProperty().get());
    assertEquals(TRAFFIC, traffic.get());
  }

  @Test
  void resetBringsTheScenariosValueBack() {
    shape.rate().textProperty().set("250");
    shape.rate().commit();
    shape.rate().reset();

    assertEquals(TRAFFIC, traffic.get());
    assertEquals("90", shape.rate().textProperty().get());
    assertFalse(shape.rate().setting().changed().getValue());
  }

  @Test
  void otherPatternBeginsAtTheRateThatThereWas() {
    shape.pattern().set(Pattern.RAMP);
    assertEquals(new Ramp(90, 180, Duration.ofSeconds(30)), traffic.get().shape());

    shape.pattern().set(Pattern.STEPS);
    assertEquals(
        new Steps(
            List.of(new Step(180, Duration.ofSeconds(10)), new Step(360, Duration.ofSeconds(10)))),
        traffic.get().shape());

    shape.pattern().set(Pattern.STEADY);
    assertEquals(new Steady(360), traffic.get().shape());
  }

  @Test
  void everyPatternCanBeMadeOfEveryOtherAtItsRate() {
    for (Pattern from : Pattern.values()) {
      for (Pattern to : Pattern.values()) {
        traffic.set(TRAFFIC);
        shape.pattern().set(from);
        double rate = Pattern.steady(traffic.get().shape()).rate();
        shape.pattern().set(to);

        Shape made = traffic.get().shape();
        assertEquals(to, Pattern.of(made));
        if (to == Pattern.SINE || to == Pattern.SPIKE || to == Pattern.BURST) {
          assertEquals(rate, Pattern.steady(made).rate(), from + " to " + to);
        }
      }
    }
  }

  @Test
  void amplitudeGivesWayToASmallerMean() {
    traffic.set(TRAFFIC.withShape(new Shape.Sine(90, 45, Duration.ofSeconds(20))));
    type(shape.sineMean(), "30");
    assertEquals(new Shape.Sine(30, 30, Duration.ofSeconds(20)), traffic.get().shape());

    TypedSetting<Double> amplitude = shape.sineAmplitude();
    type(amplitude, "50");
    assertEquals(new Shape.Sine(30, 30, Duration.ofSeconds(20)), traffic.get().shape());
    assertEquals("30", amplitude.textProperty().get());
  }

  @Test
  void burstAndItsPeriodGiveWayToEachOther() {
    Duration second = Duration.ofSeconds(1);
    traffic.set(TRAFFIC.withShape(new Shape.Burst(90, second, second.multipliedBy(5), 0)));
    type(shape.burstTime(), "7 s");
    assertEquals(
        new Shape.Burst(90, second.multipliedBy(7), second.multipliedBy(7), 0),
        traffic.get().shape());

    type(shape.burstEvery(), "2 s");
    type(shape.burstBase(), "5");
    assertEquals(
        new Shape.Burst(90, second.multipliedBy(2), second.multipliedBy(2), 5),
        traffic.get().shape());
  }

  @Test
  void spikeIsTypedFieldByField() {
    shape.pattern().set(Pattern.SPIKE);
    type(shape.spikeBase(), "10");
    type(shape.spikePeak(), "200");
    type(shape.spikeAt(), "2 s");
    type(shape.spikeTime(), "3 s");

    assertEquals(
        new Shape.Spike(10, 200, Duration.ofSeconds(2), Duration.ofSeconds(3)),
        traffic.get().shape());
  }

  @Test
  void stepsCanBeAddedChangedAndRemovedDownToOne() {
    shape.pattern().set(Pattern.STEPS);
    shape.addStep();
    shape.stepRate(2).textProperty().set("7");
    TypedSetting<Duration> time = shape.stepTime(2);
    time.textProperty().set("1.5s");
    time.commit();
    shape.removeStep(0);
    shape.removeStep(0);
    shape.removeStep(0);

    Shape only = new Steps(List.of(new Step(180, Duration.ofMillis(1_500))));
    assertEquals(only, traffic.get().shape());
  }

  @Test
  void meanWorkKeepsTheSpread() {
    Duration one = Duration.ofMillis(10);
    traffic.set(TRAFFIC.withWork(new Distribution.Uniform(one, one.multipliedBy(3))));
    trafficModel.work().textProperty().set("40 ms");
    trafficModel.work().commit();

    assertEquals(
        new Distribution.Uniform(one.multipliedBy(2), one.multipliedBy(6)), traffic.get().work());
  }

  @Test
  void everySpreadIsStretchedToTheMeanThatWasTyped() {
    Duration one = Duration.ofMillis(1);
    for (Distribution spread :
        List.of(
            new Distribution.Fixed(one),
            new Distribution.Exponential(one),
            new Distribution.Uniform(one, one.multipliedBy(2)),
            new Distribution.Normal(one, one),
            new Distribution.LogNormal(one, one.multipliedBy(9)),
            new Distribution.Pareto(one, 2.5),
            new Distribution.Bimodal(Duration.ZERO, one, 0.1))) {
      traffic.set(TRAFFIC.withWork(spread));
      type(trafficModel.work(), "40 ms");

      assertEquals(40e6, traffic.get().work().meanNanos(), 40, spread.toString());
      assertEquals(spread.type(), traffic.get().work().type());
    }
  }

  @Test
  void usersAndTheirThinkingApplyWhileArrivalsAreClosed() {
    trafficModel.sending().set(Sending.CLOSED);
    type(trafficModel.users(), "50");
    type(trafficModel.think(), "1.5 s");

    assertEquals(
        new Arrivals.Closed(50, new Distribution.Exponential(Duration.ofMillis(1_500))),
        traffic.get().arrivals());
    assertEquals("Closed", Sending.of(traffic.get().arrivals()).title());
  }

  @Test
  void openAndClosedArrivalsRememberWhatTheyWere() {
    type(shape.rate(), "250");
    trafficModel.sending().set(Sending.CLOSED);
    type(trafficModel.users(), "50");
    trafficModel.sending().set(Sending.CONSTANT);
    assertEquals(TRAFFIC.withArrivals(Arrivals.CONSTANT).withShape(new Steady(250)), traffic.get());

    trafficModel.sending().set(Sending.CLOSED);
    assertEquals("50", trafficModel.users().textProperty().get());

    trafficModel.sending().reset();
    shape.rate().reset();
    assertEquals(TRAFFIC, traffic.get());
  }

  @Test
  void otherStrategyBeginsWithItsDefaults() {
    balancerModel.strategyType().set(StrategyType.POWER_OF_TWO);
    TypedSetting<Integer> choices = balancerModel.choices();
    choices.textProperty().set("3");
    choices.commit();

    assertEquals(new PowerOfTwoSpec(3), balancer.get().strategy());
  }

  @Test
  void settingsOfAKeyedStrategyChangeOnlyTheirPart() {
    KeyedModel keyed = new KeyedModel(balancerModel.strategy());
    balancerModel.strategyType().set(StrategyType.BOUNDED_RING_HASH);
    type(keyed.key(), "header:X-User");
    type(keyed.points(), "7");
    type(keyed.balanceFactor(), "1.5");
    type(keyed.key(), "cookie"); // Is not allowed, and changes nothing.

    assertEquals(
        new BoundedRingHashSpec(new HashKey.Header("X-User"), 7, 1.5), balancer.get().strategy());

    balancerModel.strategyType().set(StrategyType.STICKY);
    keyed.first().set(StrategyType.POWER_OF_TWO);
    type(keyed.key(), "path");

    assertEquals(
        new StickySpec(HashKey.PATH, StrategyType.POWER_OF_TWO.defaults()),
        balancer.get().strategy());
  }

  @Test
  void responseTimesAreSetForTheStrategyThatGoesByThem() {
    balancerModel.strategyType().set(StrategyType.LEAST_RESPONSE_TIME);
    TypedSetting<Duration> decay = balancerModel.decay();
    decay.textProperty().set("2 s");
    decay.commit();
    TypedSetting<Duration> penalty = balancerModel.failurePenalty();
    penalty.textProperty().set("300 ms");
    penalty.commit();

    assertEquals(
        new LeastResponseTimeSpec(new ResponseTimes(Duration.ofSeconds(2), Duration.ofMillis(300))),
        balancer.get().strategy());
    balancerModel.strategyType().set(StrategyType.PEAK_EWMA);
    assertEquals(StrategyType.PEAK_EWMA.defaults(), balancer.get().strategy());
  }

  @Test
  void partThatIsSwitchedOffRemembersWhatItWas() {
    healthModel.check().on().set(true);
    assertEquals(Optional.of(HealthCheckSettings.CLASSROOM), balancer.get().healthCheck());

    healthModel.check().part().set(HealthCheckSettings.PRODUCTION);
    healthModel.check().on().set(false);
    assertEquals(Optional.empty(), balancer.get().healthCheck());

    healthModel.check().on().set(true);
    assertEquals(Optional.of(HealthCheckSettings.PRODUCTION), balancer.get().healthCheck());
  }

  @Test
  void firstEjectionBeyondTheLongestTakesTheLongestAlong() {
    healthModel.ejection().on().set(true);
    TypedSetting<Duration> base = new EjectionRows(healthModel.ejection().part()).baseTime();
    base.textProperty().set("2 min");
    base.commit();

    assertEquals(Duration.ofMinutes(2), balancer.get().outlierEjection().orElseThrow().maxTime());
  }

  @ParameterizedTest
  @CsvSource({
    "0ms,0 s",
    "250us,250 us",
    "20 ms,20 ms",
    "0.5 s,500 ms",
    "1500ms,1.5 s",
    "90s,90 s",
    "5m,5 min",
    "1 h,1 h"
  })
  void durationsAreReadAndWrittenWithTheirUnit(String typed, String shown) {
    assertEquals(shown, Durations.write(Durations.read(typed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "ms", "5 x", "-5 ms", ""})
  void durationWithoutAUnitIsNone(String typed) {
    assertThrows(IllegalArgumentException.class, () -> Durations.read(typed));
  }

  @Test
  void oneSettingOfAPartLeavesTheOthersAsTheyAre() {
    healthModel.ejection().on().set(true);
    healthModel.ejection().part().set(OutlierSettings.PRODUCTION);
    TypedSetting<Integer> failures = new EjectionRows(healthModel.ejection().part()).failures();
    failures.textProperty().set("7");
    failures.commit();

    OutlierSettings production = OutlierSettings.PRODUCTION;
    assertEquals(
        Optional.of(
            new OutlierSettings(
                7,
                production.interval(),
                production.baseTime(),
                production.maxTime(),
                production.maxEjected(),
                production.successRate())),
        balancer.get().outlierEjection());
  }

  @Test
  void slowStartIsOffInProduction() {
    healthModel.slowStart().on().set(true);
    assertEquals(Optional.of(SlowStartSettings.CLASSROOM), balancer.get().slowStart());

    healthModel.wholeSlowStart().set(Optional.empty());
    assertFalse(healthModel.slowStart().on().get());
  }

  @Test
  void panicIsAThresholdAndOffIsZero() {
    healthModel.panic().on().set(true);
    assertEquals(0.5, balancer.get().panicThreshold());

    healthModel.panic().on().set(false);
    assertEquals(0, balancer.get().panicThreshold());
  }

  @Test
  void whatCannotActOnSoFewNodesIsSaid() {
    ObservableValue<String> hint = healthModel.hint("balancer.outlierEjection");
    healthModel.ejection().on().set(true);
    healthModel.ejection().part().set(OutlierSettings.PRODUCTION);
    assertTrue(hint.getValue().startsWith("10 % of 5 nodes lets one node out at a time;"));

    healthModel.ejection().on().set(false);
    assertEquals("", hint.getValue());
  }

  @ParameterizedTest
  @CsvSource({"1,0", "10,1", "1000,3", "100000,3.69897"})
  void eachTenfoldIsAsLongAsTheOther(double rate, double position) {
    assertEquals(position, LogScale.position(rate), 1e-5);
  }

  @Test
  void sliderSnapsToTwoDigits() {
    assertEquals(320, LogScale.rate(Math.log10(317)));
    assertEquals(LogScale.MOST, LogScale.rate(99));
  }

  private static void type(TypedSetting<?> setting, String text) {
    setting.textProperty().set(text);
    setting.commit();
  }
}
