package dev.steelyard.balancer.health;

import static dev.steelyard.balancer.health.HealthBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartTest {
  private static final Optional<SlowStartSettings> TEN_SECONDS =
      Optional.of(SlowStartSettings.CLASSROOM);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.1",
    "0.5, 1, 0.1",
    "1, 1, 0.1",
    "2.5, 1, 0.25",
    "9, 1, 0.9",
    "10, 1, 1",
    "99, 1, 1",
    "2.5, 2, 0.5",
    "0.1, 2, 0.1",
    "0.4, 2, 0.2",
    "2.5, 0.5, 0.1",
    "5, 0.5, 0.25"
  })
  void theFactorFollowsEnvoysCurve(double seconds, double aggression, double factor) {
    var settings = new SlowStartSettings(Duration.ofSeconds(10), aggression, 0.1);

    assertThat(settings.factor((long) (seconds * SECOND))).isCloseTo(factor, within(1e-12));
  }

  @Test
  void theFirstMillisecondCountsAsAWhole() {
    var settings = new SlowStartSettings(Duration.ofMillis(100), 1, 0.001);

    assertThat(settings.factor(0)).isEqualTo(0.01);
    assertThat(settings.factor(1_000_000)).isEqualTo(0.01);
    assertThat(settings.factor(2_000_000)).isEqualTo(0.02);
  }

  @Test
  void aNodeThatComesBackStartsSlowlyAndThoseThatNeverWentDoNot() {
    var bench = new HealthBench(2, TEN_SECONDS, 0);
    bench.down(0, true);
    bench.timeline.runUntil(3 * SECOND);
    bench.down(0, false);

    assertThat(weight(bench, 0)).isEqualTo(0.1);
    bench.timeline.runUntil(8 * SECOND);
    assertThat(weight(bench, 0)).isEqualTo(0.5);
    assertThat(weight(bench, 1)).isEqualTo(1);
    bench.timeline.runUntil(13 * SECOND);
    assertThat(bench.node(0).slowStarting()).isFalse();
  }

  @Test
  void itBeginsOnlyWhenNothingOfItsHealthKeepsTheNodeOut() {
    var bench = new HealthBench(1, TEN_SECONDS, 0);
    Node node = bench.node(0);
    bench.down(0, true);
    bench.states.setOut(node, Exclusion.EJECTED, true, "test");

    bench.states.setOut(node, Exclusion.EJECTED, false, "test");
    assertThat(node.slowStarting()).isFalse();
    bench.down(0, false);
    assertThat(node.slowStarting()).isTrue();
  }

  @Test
  void goingOutEndsItAndComingBackBeginsItAnew() {
    var bench = new HealthBench(1, TEN_SECONDS, 0);
    bench.down(0, true);
    bench.down(0, false);
    bench.timeline.runUntil(9 * SECOND);
    bench.down(0, true);
    assertThat(bench.node(0).slowStarting()).isFalse();

    bench.down(0, false);
    bench.timeline.runUntil(12 * SECOND); // The end of the first one would have come by now.
    assertThat(weight(bench, 0)).isEqualTo(0.3);
    bench.timeline.runUntil(19 * SECOND);
    assertThat(bench.node(0).slowStarting()).isFalse();
    assertThat(bench.timeline.waiting()).isZero();
  }

  @Test
  void otherSettingsEndWhatIsUnderWay() {
    var bench = new HealthBench(1, TEN_SECONDS, 0);
    bench.down(0, true);
    bench.down(0, false);

    bench.slowStart.change(Optional.empty(), bench.pool.members());

    assertThat(bench.node(0).slowStarting()).isFalse();
    assertThat(bench.timeline.waiting()).isZero();
    bench.down(0, true);
    bench.down(0, false);
    assertThat(bench.node(0).slowStarting()).isFalse();
  }

  private static double weight(HealthBench bench, int node) {
    return bench.node(node).effectiveWeight(bench.timeline.nanos());
  }
}
