package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.Faults;
import dev.steelyard.metrics.NodeLoad;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever faults come and go, in whatever mixture.
class AnyFaultsTest extends NodeBench {
  private static final int STEPS = 400;

  /// The seed is the parameter, so a failure names it. That none ends twice is checked by each.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyRequestEndsOnceWhenTheNodeIsMendedAndNothingIsLeftBehind(long seed) {
    RandomGenerator random = new Seeds(seed).stream("test");
    MockNode node = node(random.nextDouble(0.1, 10), random.nextInt(1, 4), random.nextInt(20));
    int sent = 0;
    for (int step = 0; step < STEPS; step++) {
      timeline.runUntil(timeline.nanos() + random.nextLong(20 * MILLI));
      switch (random.nextInt(8)) {
        case 0 -> set(node, Faults.some(random, 6));
        case 1 -> {
          check(node, "check " + sent++);
        }
        default ->
            traffic(node, (random.nextInt(5) == 0 ? "HEAD " : "GET ") + sent++, random.nextInt(30));
      }
      assertThat(node.load().busyNanos()).isGreaterThanOrEqualTo(0);
    }
    mend(node);
    timeline.runUntil(Long.MAX_VALUE / 2);

    assertThat(ended.stream().filter(line -> !line.endsWith(" bytes"))).hasSize(sent);
    assertThat(node.load()).isEqualTo(new NodeLoad(0, 0, node.load().busyNanos()));
    assertThat(timeline.waiting()).as("tasks left behind").isZero();
    assertThat(ended).anyMatch(line -> line.endsWith(" 200"));
  }
}
