package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeakEwmaTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /// Two nodes, so that both are drawn for every pick and the pick shows who costs less.
  private final FakeNodes nodes = FakeNodes.idle(2);

  private final PeakEwma strategy = finagles();

  @Test
  void longerResponseTimeReplacesTheAverageAtOnce() {
    answered(0, 10 * MILLI, 0);
    answered(0, 50 * MILLI, 0);

    assertThat(cost("n0", 0)).isEqualTo(50);
  }

  /// After one decay time, w = 1 / e: 10 (1 - 1/e) + 50 / e.
  @Test
  void shorterResponseTimeCountsByTheTimeSinceTheLastLook() {
    answered(0, 50 * MILLI, 0);
    answered(0, 10 * MILLI, 10 * SECOND);

    double kept = Math.exp(-1);
    assertThat(cost("n0", 10 * SECOND)).isCloseTo(10 * (1 - kept) + 50 * kept, within(1e-9));
  }

  @Test
  void shorterResponseTimeAtTheSameMomentChangesNothing() {
    answered(0, 50 * MILLI, 0);
    answered(0, 10 * MILLI, 0);

    assertThat(cost("n0", 0)).isEqualTo(50);
  }

  @Test
  void averageFadesWhileNobodyAsksTheNode() {
    answered(0, 50 * MILLI, 0);

    assertThat(cost("n0", 10 * SECOND)).isCloseTo(50 * Math.exp(-1), within(1e-9));
    assertThat(cost("n0", 20 * SECOND)).isCloseTo(50 * Math.exp(-2), within(1e-9));
    assertThat(cost("n0", 100 * SECOND)).isCloseTo(50 * Math.exp(-10), within(1e-9));
  }

  /// A look by a pick is an observation too: the answer that follows it a moment later weighs by
  /// that moment, not by the time since the answer before.
  @Test
  void lookBeforeAnAnswerTakesItsWeight() {
    answered(0, 50 * MILLI, 0);
    cost("n0", 10 * SECOND);
    answered(0, 10 * MILLI, 10 * SECOND);

    assertThat(cost("n0", 10 * SECOND)).isCloseTo(50 * Math.exp(-1), within(1e-9));
  }

  @Test
  void requestsInFlightMultiplyTheCost() {
    answered(0, 10 * MILLI, 0);
    nodes.with(3, 0);

    assertThat(cost("n0", 0)).isEqualTo(40);
  }

  @Test
  void weightDividesTheCost() {
    answered(0, 10 * MILLI, 0);
    nodes.get(0).setWeight(4);
    assertThat(cost("n0", 0)).isEqualTo(2.5);

    nodes.get(0).startSlowly(elapsed -> 0.25, 0);
    assertThat(cost("n0", 0)).isEqualTo(10);
  }

  @Test
  void nodeWithoutHistoryIsTriedOnceAndNotAgainBeforeItAnswers() {
    answered(0, SECOND, 0);

    Node fresh = pick(0);
    assertThat(fresh.id()).isEqualTo("n1");
    fresh.attemptStarted();
    for (int i = 0; i < 50; i++) {
      Node next = pick(0);
      assertThat(next.id()).isEqualTo("n0");
      next.attemptStarted();
    }

    fresh.attemptEnded();
    answered(1, 30 * SECOND, 0); // Slower than n0, but idle: 30 x 1 against 1 x 51.
    assertThat(pick(0).id()).isEqualTo("n1");
  }

  @Test
  void ofTwoPendingNodesWithoutHistoryTheOneWithFewerPendingIsTaken() {
    nodes.with(3, 2);

    assertThat(Shares.of(strategy, nodes, 100).of("n1")).isEqualTo(100);
  }

  @Test
  void failureCountsAsTheTimeItTookAsInFinagle() {
    answered(0, 10 * MILLI, 0);
    ended(strategy, 1, Failure.REFUSED, MILLI, 0);

    assertThat(cost("n1", 0)).isEqualTo(1);
    assertThat(pick(0).id()).isEqualTo("n1"); // The black hole.
  }

  @Test
  void failureCountsAsThePenaltyIfThereIsOne() {
    PeakEwma strict = penalized();
    ended(strict, 0, Answer.OK, 10 * MILLI, 0);
    ended(strict, 1, Failure.REFUSED, MILLI, 0);

    assertThat(strict.choose(nodes.candidates(), Picks.request(1), 0).node().id()).isEqualTo("n0");
    assertThat(costs(strict, 0)).containsEntry("n1", 2_000.0);
  }

  @Test
  void failureThatTookLongerThanThePenaltyCountsAsTheTimeItTook() {
    PeakEwma strict = penalized();
    ended(strict, 0, Failure.TIMEOUT, 5 * SECOND, 0);

    assertThat(costs(strict, 0)).containsEntry("n0", 5_000.0);
  }

  @Test
  void calledOffAttemptCountsAsTheTimeItLastedAndIsNeverPenalized() {
    PeakEwma strict = penalized();
    strict.attemptCalledOff(nodes.get(0), 30 * MILLI, 0);

    assertThat(costs(strict, 0)).containsEntry("n0", 30.0);
  }

  @Test
  void successIsNeverPenalized() {
    PeakEwma strict = penalized();
    ended(strict, 0, Answer.of(404), 10 * MILLI, 0);

    assertThat(costs(strict, 0)).containsEntry("n0", 10.0);
  }

  @Test
  void drawsTwoDistinctNodesSoThatTheDearestIsNeverTaken() {
    var many = FakeNodes.idle(5);
    PeakEwma fresh = finagles();
    for (int i = 0; i < 5; i++) {
      fresh.attemptEnded(many.get(i), Answer.OK, (i == 3 ? 90 : 10) * MILLI, 0);
    }

    int[] picked = new int[5];
    for (int i = 0; i < 5_000; i++) {
      Node node = fresh.choose(many.candidates(), Picks.request(i), 0).node();
      picked[many.pool().members().indexOf(node)]++;
    }

    assertThat(picked[3]).isZero();
    assertThat(picked[0]).isBetween(1_100, 1_400);
  }

  @Test
  void explanationNamesTheCostOfTheTwoAndLeavesTheOthersBlank() {
    var many = FakeNodes.idle(5);

    Choice choice = finagles().explain(many.candidates(), Picks.request(0), 0);

    Weighing weighing = requireNonNull(choice.weighing());
    assertThat(weighing.measure()).isEqualTo("peak average in ms x (in flight + 1) / weight");
    assertThat(weighing.rule()).isEqualTo("the least of 2 drawn at random");
    assertThat(weighing.tieBreak()).isEqualTo(Weighing.TieBreak.DRAWN_FIRST);
    assertThat(weighing.scores().stream().filter(Weighing.Score::looked)).hasSize(2);
  }

  private static PeakEwma finagles() {
    return new PeakEwma(
        new ResponseTimes(Duration.ofSeconds(10), Duration.ZERO), new Seeds(1).stream("pick"));
  }

  private static PeakEwma penalized() {
    return new PeakEwma(
        new ResponseTimes(Duration.ofSeconds(10), Duration.ofSeconds(2)),
        new Seeds(1).stream("pick"));
  }

  private void answered(int node, long latencyNanos, long nowNanos) {
    ended(strategy, node, Answer.OK, latencyNanos, nowNanos);
  }

  private void ended(Strategy to, int node, Outcome outcome, long latencyNanos, long nowNanos) {
    to.attemptEnded(nodes.get(node), outcome, latencyNanos, nowNanos);
  }

  private Node pick(long nowNanos) {
    return strategy.choose(nodes.candidates(), Picks.request(0), nowNanos).node();
  }

  private double cost(String node, long nowNanos) {
    return requireNonNull(costs(strategy, nowNanos).get(node));
  }

  private Map<String, Double> costs(Strategy of, long nowNanos) {
    Choice choice = of.explain(nodes.candidates(), Picks.request(0), nowNanos);
    List<Weighing.Score> scores = requireNonNull(choice.weighing()).scores();
    return scores.stream().collect(Collectors.toMap(Weighing.Score::node, Weighing.Score::value));
  }
}
