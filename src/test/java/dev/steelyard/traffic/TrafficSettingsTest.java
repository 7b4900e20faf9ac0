package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1_000_000.1, Double.NaN, Double.POSITIVE_INFINITY})
  void ratesOutOfRangeAreRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Steady(rate))
        .withMessage("rate: %s must be from 0 to 1000000", rate);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Ramp(rate, 1, SECOND))
        .withMessage("from: %s must be from 0 to 1000000", rate);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Ramp(1, rate, SECOND))
        .withMessage("to: %s must be from 0 to 1000000", rate);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Step(rate, SECOND))
        .withMessage("rate: %s must be from 0 to 1000000", rate);
  }

  @Test
  void endsOfTheRangeOfRatesAreTaken() {
    assertThat(new Shape.Steady(0).rate()).isZero();
    assertThat(new Shape.Steady(1_000_000).rate()).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void timesThatDoNotPassAreRefused(Duration duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Ramp(1, 2, duration))
        .withMessage("over: %s must be above 0", duration);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Step(1, duration))
        .withMessage("for: %s must be above 0", duration);
  }

  @Test
  void sineNeverGoesBelowNothingNorAboveTheGreatestRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Sine(10, 10.1, SECOND))
        .withMessage("amplitude: 10.1 must be from 0 to 10.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Sine(999_999, 2, SECOND))
        .withMessage("amplitude: 2.0 must be from 0 to 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Sine(10, -1, SECOND))
        .withMessage("amplitude: -1.0 must be from 0 to 10.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Sine(10, 1, Duration.ofNanos(999_999)))
        .withMessage("period: PT0.000999999S must be at least PT0.001S");
  }

  @Test
  void burstIsNotLongerThanItsPeriod() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Burst(10, SECOND.plusNanos(1), SECOND, 0))
        .withMessage("lasting: PT1.000000001S must be above 0, at most PT1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Burst(10, Duration.ZERO, SECOND, 0))
        .withMessage("lasting: PT0S must be above 0");
  }

  @Test
  void spikeDoesNotBeginBeforeTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Spike(1, 2, Duration.ofNanos(-1), SECOND))
        .withMessage("at: PT-0.000000001S must not be below 0");
  }

  @Test
  void phasesAreFromOneToAThousandAndHoldNoPhases() {
    var phase = new Shape.Phase(new Shape.Steady(1), SECOND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Phases(List.of()))
        .withMessage("phases: there are 0, and there must be from 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Phases(java.util.Collections.nCopies(1_001, phase)))
        .withMessage("phases: there are 1001, and there must be from 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Phase(new Shape.Phases(List.of(phase)), SECOND))
        .withMessage("shape: a phase must not consist of phases itself");
  }

  @Test
  void stepsAreAtLeastOneAndCannotBeChangedLater() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Steps(List.of()))
        .withMessage("steps: there must be at least one");
    List<Shape.Step> given = new ArrayList<>(List.of(new Shape.Step(1, SECOND)));
    var steps = new Shape.Steps(given);

    given.clear();

    assertThat(steps.steps()).hasSize(1);
  }

  @Test
  void shapesAndArrivalsKeepTheirNamesInFiles() {
    assertThat(new Shape.Steady(1).type()).isEqualTo("steady");
    assertThat(new Shape.Ramp(1, 2, SECOND).type()).isEqualTo("ramp");
    assertThat(new Shape.Steps(List.of(new Shape.Step(1, SECOND))).type()).isEqualTo("steps");
    assertThat(new Shape.Spike(1, 2, SECOND, SECOND).type()).isEqualTo("spike");
    assertThat(new Shape.Sine(1, 1, SECOND).type()).isEqualTo("sine");
    assertThat(new Shape.Burst(1, SECOND, SECOND, 0).type()).isEqualTo("burst");
    assertThat(Arrivals.POISSON.word()).isEqualTo("poisson");
    assertThat(Arrivals.CONSTANT.word()).isEqualTo("constant");
    assertThat(new Arrivals.Closed(1, new Distribution.Fixed(SECOND)).word()).isEqualTo("closed");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000_001})
  void clientsOutOfRangeAreRefused(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Clients(count, 0))
        .withMessage("count: %d must be from 1 to 1000000", count);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 10.1, Double.NaN})
  void skewOutOfRangeIsRefused(double skew) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Clients(1, skew))
        .withMessage("skew: %s must be from 0 to 10.0", skew);
  }

  @Test
  void mixHoldsAtLeastOneKindAndCannotBeChangedLater() {
    var defaults = TrafficSettings.of(Arrivals.POISSON, new Shape.Steady(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TrafficSettings(
                Arrivals.POISSON, defaults.shape(), defaults.work(), List.of(), Clients.DEFAULTS))
        .withMessage("mix: there must be at least one kind of request");
    List<RequestKind> given = new ArrayList<>(List.of(RequestKind.GET_ROOT));
    var settings =
        new TrafficSettings(
            Arrivals.POISSON, defaults.shape(), defaults.work(), given, Clients.DEFAULTS);

    given.clear();

    assertThat(settings.mix()).hasSize(1);
  }

  @Test
  void defaultsAreThoseOfTheContract() {
    var settings = TrafficSettings.of(Arrivals.CONSTANT, new Shape.Steady(5));

    assertThat(settings.work()).isEqualTo(new Distribution.Fixed(Duration.ofMillis(10)));
    assertThat(settings.mix()).containsExactly(new RequestKind("GET", "/", 1, Map.of()));
    assertThat(settings.clients()).isEqualTo(new Clients(100, 0));
  }

  @Test
  void eachPartIsChangedAlone() {
    var before = TrafficSettings.of(Arrivals.CONSTANT, new Shape.Steady(5));
    var work = new Distribution.Exponential(SECOND);

    var after = before.withArrivals(Arrivals.POISSON).withShape(new Shape.Steady(6)).withWork(work);

    assertThat(after)
        .isEqualTo(
            new TrafficSettings(
                Arrivals.POISSON, new Shape.Steady(6), work, before.mix(), before.clients()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Post", "", "GET ", "GET /x"})
  void methodNotInCapitalsIsRefused(String method) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestKind(method, "/", 1, Map.of()))
        .withMessage("method: '%s' must be in capitals, as GET or POST", method);
  }

  @Test
  void pathMustBeginWithASlash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestKind("GET", "api", 1, Map.of()))
        .withMessage("path: 'api' must begin with /");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void shareOfNothingIsRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestKind("GET", "/", share, Map.of()))
        .withMessageStartingWith("share: " + share + " must be above 0");
  }

  @Test
  void headersCannotBeChangedLater() {
    Map<String, String> given = new HashMap<>(Map.of("Accept", "*/*"));
    var kind = new RequestKind("GET", "/", 1, given);

    given.clear();

    assertThat(kind.headers()).containsEntry("Accept", "*/*");
  }

  @Test
  void theGreatestRateIsThatOfTheBusiestMoment() {
    var second = Duration.ofSeconds(1);
    assertThat(greatestRate(new Shape.Steady(7))).hasValue(7);
    assertThat(greatestRate(new Shape.Ramp(9, 2, second))).hasValue(9);
    assertThat(
            greatestRate(
                new Shape.Steps(List.of(new Shape.Step(1, second), new Shape.Step(5, second)))))
        .hasValue(5);
    assertThat(greatestRate(new Shape.Spike(1, 80, second, second))).hasValue(80);
    assertThat(greatestRate(new Shape.Sine(10, 4, second))).hasValue(14);
    assertThat(greatestRate(new Shape.Burst(30, second, second.multipliedBy(2), 3))).hasValue(30);
    assertThat(
            greatestRate(new Shape.Phases(List.of(new Shape.Phase(new Shape.Steady(12), second)))))
        .hasValue(12);
    assertThat(
            TrafficSettings.of(new Arrivals.Closed(3, new Distribution.Fixed(second)), Shape.NONE)
                .greatestRate())
        .isEmpty();
  }

  private static OptionalDouble greatestRate(Shape shape) {
    return TrafficSettings.of(Arrivals.POISSON, shape).greatestRate();
  }
}
