package dev.steelyard.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Models against published values, and against each other where one holds another.
class QueueModelTest {
  @Test
  void mm1AsInEveryTextbook() {
    var queue = new Mm1(3, 4);

    assertThat(queue.utilization()).isEqualTo(0.75);
    assertThat(queue.meanTime()).isEqualTo(1);
    assertThat(queue.timeQuantile(0.9)).isCloseTo(Math.log(10), within(1e-9));
    assertThat(queue.name()).isEqualTo("M/M/1");
  }

  @Test
  void mmcWithTwoServersHasItsClosedForm() {
    // M/M/2: T = 1 / (mu (1 - rho^2)).
    assertThat(new Mmc(2, 1.5, 1).meanTime()).isCloseTo(1 / (1 - 0.75 * 0.75), within(1e-12));
    assertThat(new Mmc(2, 1.5, 1).name()).isEqualTo("M/M/2");
  }

  @Test
  void mmcWithOneServerIsMm1() {
    assertAlike(new Mmc(1, 0.8, 1), new Mm1(0.8, 1));
  }

  @Test
  void timesInMmcAreContinuousWhereBothRatesMeet() {
    // c mu - lambda = mu: the formula for different rates has a hole here.
    assertThat(new Mmc(3, 2, 1).timeBeyond(2))
        .isCloseTo(new Mmc(3, 2 + 1e-7, 1).timeBeyond(2), within(1e-6));
  }

  @Test
  void erlangTwoGapsHaveAClosedForm() {
    // E2/M/1: sigma = 2 rho + 1/2 - sqrt(2 rho + 1/4), the root of a cubic that also has 1.
    double rho = 0.7;
    assertThat(Gim1.roundRobin(2, rho, 1).sigma())
        .isCloseTo(2 * rho + 0.5 - Math.sqrt(2 * rho + 0.25), within(1e-14));
  }

  @Test
  void exponentialGapsMakeGim1AnMm1() {
    assertAlike(Gim1.roundRobin(1, 0.9, 1), new Mm1(0.9, 1));
  }

  @Test
  void manyNodesInTurnGetConstantGaps() {
    // D/M/1: sigma = e^(-(1 - sigma) / rho).
    double rho = 0.8;
    double sigma = Gim1.of(s -> Math.exp(-s / rho), rho, 1).sigma();

    assertThat(sigma).isCloseTo(Math.exp(-(1 - sigma) / rho), within(1e-14));
    assertThat(Gim1.roundRobin(1_000_000, rho, 1).sigma()).isCloseTo(sigma, within(1e-6));
  }

  /// What Mitzenmacher (2001) lists for the limit, in units of the mean service time.
  @ParameterizedTest
  @CsvSource({
    "2, 0.50, 1.2657", "2, 0.70, 1.6145", "2, 0.80, 1.9474", "2, 0.90, 2.6141",
    "2, 0.95, 3.3830", "2, 0.99, 5.4320", "3, 0.50, 1.1252", "3, 0.70, 1.3568",
    "3, 0.80, 1.5809", "3, 0.90, 2.0279", "3, 0.95, 2.5351", "3, 0.99, 3.8578",
  })
  void theSupermarketModelGivesThePublishedTimes(int choices, double load, double time) {
    assertThat(new Supermarket(choices, load, 1).meanTime()).isCloseTo(time, within(5.1e-5));
  }

  @Test
  void oneChoiceIsNoChoice() {
    assertAlike(new Supermarket(1, 0.9, 1), new Mm1(0.9, 1));
  }

  @Test
  void queuesInTheSupermarketAreDoublyExponential() {
    var queues = new Supermarket(2, 0.9, 1);

    assertThat(queues.tail(0)).isEqualTo(1);
    assertThat(queues.tail(1)).isEqualTo(0.9);
    assertThat(queues.tail(3)).isCloseTo(Math.pow(0.9, 7), within(1e-15));
    assertThat(queues.tail(1_000)).isZero();
    // Little's law for one queue: the sum of its tail is lambda T.
    double length = 0;
    for (int i = 1; i < 40; i++) {
      length += queues.tail(i);
    }
    assertThat(Little.meanInSystem(0.9, queues.meanTime())).isCloseTo(length, within(1e-12));
  }

  static Stream<QueueModel> models() {
    return Stream.of(
        new Mm1(70, 100),
        new Mmc(4, 300, 100),
        Gim1.roundRobin(5, 80, 100),
        new Supermarket(2, 95, 100),
        new Supermarket(3, 50, 100));
  }

  /// The mean of a time is the area under the probability that it lasts longer.
  @ParameterizedTest
  @MethodSource("models")
  void theSpreadOfTimesHasTheirMean(QueueModel model) {
    double step = model.meanTime() / 1_000;
    double area = 0;
    for (int i = 0; i < 60_000; i++) {
      area += model.timeBeyond((i + 0.5) * step) * step;
    }

    assertThat(area).isCloseTo(model.meanTime(), within(model.meanTime() * 1e-6));
    assertThat(model.timeBeyond(0)).isCloseTo(1, within(1e-12));
    assertThat(model.timeBeyond(model.timeQuantile(0.99))).isCloseTo(0.01, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("models")
  void sharesAndTimesOutOfRangeAreRefused(QueueModel model) {
    assertThatThrownBy(() -> model.timeQuantile(1)).hasMessageContaining("share: 1.0 must be");
    assertThatThrownBy(() -> model.timeQuantile(0)).hasMessageContaining("share: 0.0 must be");
    assertThatThrownBy(() -> model.timeBeyond(-1)).hasMessageContaining("time: -1.0 must be");
  }

  static Stream<Supplier<QueueModel>> withoutASteadyState() {
    return Stream.of(
        () -> new Mm1(100, 100),
        () -> new Mmc(4, 401, 100),
        () -> Gim1.roundRobin(2, 100, 100),
        () -> new Supermarket(2, 110, 100));
  }

  @ParameterizedTest
  @MethodSource("withoutASteadyState")
  void aQueueThatGrowsWithoutEndIsRefused(Supplier<QueueModel> model) {
    assertThatThrownBy(model::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be below 1, or the queue grows without end");
  }

  @Test
  void senselessRatesAreRefused() {
    assertThatThrownBy(() -> new Mm1(0, 1)).hasMessageContaining("arrivals: 0.0 must be above 0");
    assertThatThrownBy(() -> new Mm1(1, Double.NaN)).hasMessageContaining("service: NaN must be");
    assertThatThrownBy(() -> new Mmc(0, 1, 2)).hasMessageContaining("servers: 0 must be 1 or");
    assertThatThrownBy(() -> new Supermarket(0, 1, 2)).hasMessageContaining("choices: 0 must be");
    assertThatThrownBy(() -> new Gim1(1, 2, 1)).hasMessageContaining("sigma: 1.0 must be above");
  }

  private static void assertAlike(QueueModel found, QueueModel expected) {
    assertThat(found.utilization()).isCloseTo(expected.utilization(), within(1e-12));
    assertThat(found.meanTime()).isCloseTo(expected.meanTime(), within(1e-8));
    for (double time = 0.5; time < 20; time *= 1.7) {
      assertThat(found.timeBeyond(time)).isCloseTo(expected.timeBeyond(time), within(1e-9));
    }
  }
}
