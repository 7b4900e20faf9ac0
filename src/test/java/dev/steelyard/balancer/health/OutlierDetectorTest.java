package dev.steelyard.balancer.health;

import static dev.steelyard.balancer.health.HealthBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.Exclusion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlierDetectorTest {
  private static final SuccessRateSettings RATES = new SuccessRateSettings(5, 10, 1.9);

  @Test
  void asManyFailuresInARowAsAskedForEjectAndASuccessBetweenThemDoesNot() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(1, Optional.empty()));

    fail(bench, detector, 0, 2);
    succeed(bench, detector, 0, 1);
    fail(bench, detector, 0, 2);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
    fail(bench, detector, 0, 1);

    assertThat(bench.told()).containsExactly("n0 up to ejected: 3 consecutive failures");
  }

  @Test
  void eachFurtherEjectionLastsOneBaseTimeLongerUpToTheLongest() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(1, Optional.empty()));

    assertThat(ejectionSeconds(bench, detector)).isEqualTo(5);
    assertThat(ejectionSeconds(bench, detector)).isEqualTo(10);
    assertThat(ejectionSeconds(bench, detector)).isEqualTo(15);
    assertThat(ejectionSeconds(bench, detector)).isEqualTo(20);
    assertThat(ejectionSeconds(bench, detector)).isEqualTo(20); // The longest.
  }

  @Test
  void eachSweepThatFindsTheNodeInLowersTheNextEjectionByOneBaseTime() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(1, Optional.empty()));
    for (int i = 0; i < 3; i++) {
      ejectionSeconds(bench, detector);
    }

    bench.timeline.runUntil(bench.timeline.nanos() + 2 * SECOND); // From 3 to 1.

    assertThat(ejectionSeconds(bench, detector)).isEqualTo(10);
  }

  @Test
  void noMoreThanTheShareIsEjectedButAlwaysOne() {
    assertThat(settings(0.1, Optional.empty()).mostEjected(5)).isEqualTo(1);
    assertThat(settings(0.1, Optional.empty()).mostEjected(19)).isEqualTo(1);
    assertThat(settings(0.1, Optional.empty()).mostEjected(20)).isEqualTo(2);
    assertThat(settings(0.5, Optional.empty()).mostEjected(5)).isEqualTo(2);
    assertThat(settings(0, Optional.empty()).mostEjected(5)).isEqualTo(1);
    assertThat(settings(1, Optional.empty()).mostEjected(5)).isEqualTo(5);
  }

  @Test
  void aNodeThatTheCapSavedNeedsAllItsFailuresAgain() {
    var bench = new HealthBench(2);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.empty()));
    fail(bench, detector, 0, 3);
    fail(bench, detector, 1, 3); // One of two is out, so this one stays.
    bench.timeline.runUntil(5 * SECOND);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();

    fail(bench, detector, 1, 2);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
    fail(bench, detector, 1, 1);
    assertThat(bench.out(Exclusion.EJECTED)).containsExactly("n1");
  }

  @Test
  void aSuccessRateStrictlyBelowMeanLessFactorTimesDeviationEjectsAtTheSweep() {
    // Envoy's example: 50, 100, 100, 100, 100 give a mean of 90, a deviation of 20, 52 as the
    // limit.
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.of(RATES)));
    rates(bench, detector, 50, 100, 100, 100, 100);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();

    bench.timeline.runUntil(SECOND);

    assertThat(bench.told())
        .containsExactly(
            "n0 up to ejected: success rate 50.0 %, below the 52.0 % that the others allow");
  }

  @Test
  void whatLiesOnTheLimitIsNoOutlier() {
    // With a factor of 2 the limit of the same rates is 50: the most that one of five can be off.
    var bench = new HealthBench(5);
    OutlierDetector detector =
        detector(bench, settings(0.5, Optional.of(new SuccessRateSettings(5, 10, 2))));
    rates(bench, detector, 50, 100, 100, 100, 100);

    bench.timeline.runUntil(SECOND);

    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
    assertThat(SuccessRateSettings.farthest(5)).isEqualTo(2);
  }

  @Test
  void nodesWithTooFewRequestsDoNotCountAndTooFewNodesAreNotCompared() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.of(RATES)));
    rates(bench, detector, 50, 100, 100, 100);
    succeed(bench, detector, 4, 9);

    bench.timeline.runUntil(SECOND);

    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
  }

  @Test
  void onlyTheRequestsSinceTheLastSweepCount() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.of(RATES)));
    for (int node = 0; node < 5; node++) {
      succeed(bench, detector, node, 9);
    }
    bench.timeline.runUntil(SECOND);
    for (int node = 0; node < 5; node++) {
      succeed(bench, detector, node, 5);
    }
    fail(bench, detector, 0, 2);
    succeed(bench, detector, 0, 1);
    fail(bench, detector, 0, 2);

    bench.timeline.runUntil(2 * SECOND); // n0 had 10 since then, the others 5.

    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
  }

  /// The sweep lowers the number first and compares rates then, so the second ejection is a first
  /// one again.
  @Test
  void anEjectionByRateCountsFromWhatTheSameSweepLeft() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.of(RATES)));
    rates(bench, detector, 50, 100, 100, 100, 100);
    bench.timeline.runUntil(6 * SECOND);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();

    rates(bench, detector, 50, 100, 100, 100, 100);
    bench.timeline.runUntil(12 * SECOND - 1); // Out at 7, for 5 s.
    assertThat(bench.out(Exclusion.EJECTED)).containsExactly("n0");
    bench.timeline.runUntil(12 * SECOND);
    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
  }

  @Test
  void theCapHoldsForSuccessRatesToo() {
    var bench = new HealthBench(10);
    OutlierDetector detector =
        detector(bench, settings(0.1, Optional.of(new SuccessRateSettings(5, 10, 1))));
    rates(bench, detector, 0, 0, 100, 100, 100, 100, 100, 100, 100, 100);

    bench.timeline.runUntil(SECOND);

    assertThat(bench.out(Exclusion.EJECTED)).containsExactly("n0");
  }

  @Test
  void switchedOffItLetsEveryNodeBackIn() {
    var bench = new HealthBench(5);
    OutlierDetector detector = detector(bench, settings(0.5, Optional.empty()));
    fail(bench, detector, 0, 3);

    detector.stop();

    assertThat(bench.out(Exclusion.EJECTED)).isEmpty();
    assertThat(bench.timeline.waiting()).isZero();
  }

  /// Ejects node 0 and tells how long it was out.
  private static double ejectionSeconds(HealthBench bench, OutlierDetector detector) {
    long from = bench.timeline.nanos();
    fail(bench, detector, 0, 3);
    assertThat(bench.out(Exclusion.EJECTED)).containsExactly("n0");
    while (bench.node(0).isOut(Exclusion.EJECTED)) {
      bench.timeline.runUntil(bench.timeline.nanos() + SECOND / 10);
    }
    return (bench.timeline.nanos() - from) / (double) SECOND;
  }

  private static OutlierDetector detector(HealthBench bench, OutlierSettings settings) {
    var detector =
        new OutlierDetector(Optional.of(settings), bench.timeline, bench.pool, bench.states);
    detector.start();
    return detector;
  }

  private static OutlierSettings settings(
      double maxEjected, Optional<SuccessRateSettings> successRate) {
    return new OutlierSettings(
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        maxEjected,
        successRate);
  }

  /// Gives each node ten requests, so many percent of them good, never two failures in a row.
  private static void rates(HealthBench bench, OutlierDetector detector, int... percent) {
    for (int node = 0; node < percent.length; node++) {
      List<Boolean> failed =
          percent[node] == 50 ? List.of(true, false) : List.of(percent[node] == 0);
      for (int i = 0; i < 10; i++) {
        detector.attemptEnded(bench.node(node), failed.get(i % failed.size()));
        if (percent[node] == 0 && i % 3 == 2) {
          break; // Three failures in a row would eject at once.
        }
      }
    }
  }

  private static void succeed(HealthBench bench, OutlierDetector detector, int node, int count) {
    for (int i = 0; i < count; i++) {
      detector.attemptEnded(bench.node(node), false);
    }
  }

  private static void fail(HealthBench bench, OutlierDetector detector, int node, int count) {
    for (int i = 0; i < count; i++) {
      detector.attemptEnded(bench.node(node), true);
    }
  }
}
