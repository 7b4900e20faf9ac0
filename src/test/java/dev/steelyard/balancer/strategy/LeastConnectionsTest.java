package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.time.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LeastConnectionsTest {
  private final RandomGenerator random = new Seeds(1).stream("pick");
  private final LeastConnections strategy = new LeastConnections(Ties.RANDOM, random);

  @Test
  void takesTheLeastBusy() {
    assertThat(Shares.of(strategy, FakeNodes.inFlight(3, 1, 2), 100).of("n1")).isEqualTo(100);
    assertThat(Shares.of(strategy, FakeNodes.inFlight(0, 1, 2), 100).of("n0")).isEqualTo(100);
    assertThat(Shares.of(strategy, FakeNodes.inFlight(3, 4, 2), 100).of("n2")).isEqualTo(100);
  }

  /// (in flight + 1) / weight: 6/4, 2/1, 3/2 - the first and the last are equal, then 7/4 against
  /// 3/2.
  @Test
  void loadIsDividedByWeight() {
    assertThat(Shares.of(strategy, FakeNodes.weights(4, 1, 2).with(6, 1, 2), 100).of("n2"))
        .isEqualTo(100);
    assertThat(Shares.of(strategy, FakeNodes.weights(4, 1, 2).with(4, 1, 2), 100).of("n0"))
        .isEqualTo(100);
  }

  @Test
  void heavyIdleNodeGoesBeforeLightIdleOnes() {
    assertThat(Shares.of(strategy, FakeNodes.weights(1, 2, 1), 100).of("n1")).isEqualTo(100);
  }

  /// Loads 3/3, 1/1 and 6/6 are equal though their parts differ.
  @Test
  void equalLoadsAreEquallyLikely() {
    var nodes = FakeNodes.weights(3, 1, 6, 1).with(2, 0, 5, 1);

    Shares shares = Shares.of(strategy, nodes, 9_000);

    assertThat(shares.of("n3")).isZero();
    // 2 degrees of freedom: above 13.82 once in 1000 times.
    assertThat(shares.chiSquare(1, 1, 1)).as("%s", shares).isLessThan(13.82);
  }

  @Test
  void equalsThatStandApartAreEquallyLikely() {
    Shares shares = Shares.of(strategy, FakeNodes.inFlight(5, 1, 7, 1, 1, 9), 9_000);

    assertThat(shares.different()).isEqualTo(3);
    assertThat(shares.of("n1")).isBetween(2_850, 3_150);
    assertThat(shares.of("n3")).isBetween(2_850, 3_150);
    assertThat(shares.of("n4")).isBetween(2_850, 3_150);
  }

  @Test
  void equalsThatAreBusierTakeNoPart() {
    Shares shares = Shares.of(strategy, FakeNodes.inFlight(5, 5, 5, 1, 1), 1_000);

    assertThat(shares.of("n3") + shares.of("n4")).isEqualTo(1_000);
    assertThat(shares.of("n3")).isBetween(450, 550);
  }

  @Test
  void firstOfEqualsGetsAllIdleTrafficWhenTiesGoToTheFirst() {
    var first = new LeastConnections(Ties.FIRST, random);

    assertThat(Shares.of(first, FakeNodes.inFlight(0, 0, 0), 100).of("n0")).isEqualTo(100);
    assertThat(Shares.of(first, FakeNodes.inFlight(2, 1, 1), 100).of("n1")).isEqualTo(100);
  }

  @Test
  void requestsThatStayAreSpreadByWeight() {
    var nodes = FakeNodes.weights(5, 3, 2);
    for (int i = 0; i < 100; i++) {
      Picks.next(strategy, nodes, i).attemptStarted();
    }

    assertThat(nodes.pool().members()).extracting(Node::inFlight).containsExactly(50, 30, 20);
  }
}
