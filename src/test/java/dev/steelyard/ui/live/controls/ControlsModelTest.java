package dev.steelyard.ui.live.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
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
import dev.steelyard.ui.live.Board;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
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
  private final BalancerModel balancerModel =
      new BalancerModel(new Board<>(balancer, new SimpleObjectProperty<>(BALANCER), balancer::set));

  @Test
  void typedRateTakesEffectWhenCommitted() {
    trafficModel.rate().textProperty().set("250");
    assertEquals(new Steady(90), traffic.get().shape());

    trafficModel.rate().commit();
    assertEquals(new Steady(250), traffic.get().shape());
    assertTrue(trafficModel.rate().setting().changed().getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "many", "1000001", "NaN"})
  void rateThatIsNotAllowedSaysWhatIsAndStays(String typed) {
    trafficModel.rate().textProperty().set(typed);
    trafficModel.rate().commit();

    assertEquals("Number from 0 to 1,000,000", trafficModel.rate().messageProperty().get());
    assertEquals(TRAFFIC, traffic.get());
  }

  @Test
  void resetBringsTheScenariosValueBack() {
    trafficModel.rate().textProperty().set("250");
    trafficModel.rate().commit();
    trafficModel.rate().reset();

    assertEquals(TRAFFIC, traffic.get());
    assertEquals("90", trafficModel.rate().textProperty().get());
    assertFalse(trafficModel.rate().setting().changed().getValue());
  }

  @Test
  void otherPatternBeginsAtTheRateThatThereWas() {
    trafficModel.pattern().set(Pattern.RAMP);
    assertEquals(new Ramp(90, 180, Duration.ofSeconds(30)), traffic.get().shape());

    trafficModel.pattern().set(Pattern.STEPS);
    assertEquals(
        new Steps(
            List.of(new Step(180, Duration.ofSeconds(10)), new Step(360, Duration.ofSeconds(10)))),
        traffic.get().shape());

    trafficModel.pattern().set(Pattern.STEADY);
    assertEquals(new Steady(360), traffic.get().shape());
  }

  @Test
  void stepsCanBeAddedChangedAndRemovedDownToOne() {
    trafficModel.pattern().set(Pattern.STEPS);
    trafficModel.addStep();
    trafficModel.stepRate(2).textProperty().set("7");
    TypedSetting<Duration> time = trafficModel.stepTime(2);
    time.textProperty().set("1.5s");
    time.commit();
    trafficModel.removeStep(0);
    trafficModel.removeStep(0);
    trafficModel.removeStep(0);

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

  private static void type(TypedSetting<?> setting, String text) {
    setting.textProperty().set(text);
    setting.commit();
  }

  @Test
  void partThatIsSwitchedOffRemembersWhatItWas() {
    balancerModel.check().on().set(true);
    assertEquals(Optional.of(HealthCheckSettings.CLASSROOM), balancer.get().healthCheck());

    balancerModel.check().part().set(HealthCheckSettings.PRODUCTION);
    balancerModel.check().on().set(false);
    assertEquals(Optional.empty(), balancer.get().healthCheck());

    balancerModel.check().on().set(true);
    assertEquals(Optional.of(HealthCheckSettings.PRODUCTION), balancer.get().healthCheck());
  }

  @Test
  void firstEjectionBeyondTheLongestTakesTheLongestAlong() {
    balancerModel.ejection().on().set(true);
    TypedSetting<Duration> base = balancerModel.baseTime();
    base.textProperty().set("2 min");
    base.commit();

    assertEquals(Duration.ofMinutes(2), balancer.get().outlierEjection().orElseThrow().maxTime());
  }

  @ParameterizedTest
  @CsvSource({
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
}
