package dev.steelyard.balancer.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.FakeNodes;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastResponseTimeTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final LeastResponseTime strategy =
      new LeastResponseTime(
          new ResponseTimes(Duration.ofSeconds(10), Duration.ofSeconds(5)),
          new Seeds(1).stream("pick"));

  @Test
  void takesTheFastestOnAverage() {
    var nodes = answering(30, 10, 20);

    assertThat(Shares.of(strategy, nodes, 100).of("n1")).isEqualTo(100);
  }

  @Test
  void firstAnswerIsTheAverage() {
    assertThat(scores(answering(30, 10), 0)).containsExactly(30.0, 10.0);
  }

  /// 10 s after the first answer, w = 1 / e: 30 (1 - 1/e) + 10 / e.
  @Test
  void laterAnswersCountByTheTimeBetweenThem() {
    var nodes = answering(10, 10);
    end(nodes, 0, Answer.OK, 30 * MILLI, 10 * SECOND);
    end(nodes, 1, Answer.OK, 30 * MILLI, SECOND);

    double kept = Math.exp(-1);
    assertThat(scores(nodes, 10 * SECOND).get(0))
        .isCloseTo(30 * (1 - kept) + 10 * kept, within(1e-9));
    double keptMore = Math.exp(-0.1);
    assertThat(scores(nodes, 10 * SECOND).get(1))
        .isCloseTo(30 * (1 - keptMore) + 10 * keptMore, within(1e-9));
  }

  @Test
  void picksChangeNoAverage() {
    var nodes = answering(10, 20);

    assertThat(scores(nodes, SECOND)).isEqualTo(scores(nodes, 9 * SECOND));
  }

  @Test
  void requestsInFlightMultiplyAndWeightDivides() {
    var nodes = answering(10, 30, 10).with(2, 0, 5);
    nodes.get(1).setWeight(2);
    nodes.get(2).setWeight(6);

    assertThat(scores(nodes, 0)).containsExactly(30.0, 15.0, 10.0);
  }

  @Test
  void slowStartScalesTheWeight() {
    var nodes = answering(10, 30);
    nodes.get(0).startSlowly(elapsed -> 0.25, 0);

    assertThat(scores(nodes, 0)).containsExactly(40.0, 30.0);
  }

  @Test
  void equalsAreEquallyLikely() {
    Shares shares = Shares.of(strategy, answering(10, 20, 10, 10), 9_000);

    assertThat(shares.of("n1")).isZero();
    assertThat(shares.of("n0")).isBetween(2_850, 3_150);
    assertThat(shares.of("n2")).isBetween(2_850, 3_150);
    assertThat(shares.of("n3")).isBetween(2_850, 3_150);
  }

  @Test
  void withoutAnyHistoryItIsLeastConnections() {
    assertThat(Shares.of(strategy, FakeNodes.inFlight(2, 1, 3), 100).of("n1")).isEqualTo(100);
    assertThat(scores(FakeNodes.inFlight(2, 1, 3), 0)).containsExactly(3.0, 2.0, 4.0);
  }

  /// The new node shares with the fastest: as long as it has not answered, both fill up alike, and
  /// the slow ones take part as far as they are worth it.
  @Test
  void nodeWithoutHistoryIsTriedAtOnceAndNotOverrun() {
    var nodes = answering(10, 40);
    Node fresh = nodes.pool().add(Endpoint.virtual("new"), 1);
    for (int i = 0; i < 90; i++) {
      Picks.next(strategy, nodes, i).attemptStarted();
    }

    assertThat(fresh.inFlight()).isBetween(39, 41);
    assertThat(nodes.get(0).inFlight()).isBetween(39, 41);
    assertThat(nodes.get(1).inFlight()).isBetween(9, 11);
  }

  @Test
  void averageThatIsOlderThanTheDecayIsForgotten() {
    var nodes = answering(10, 400);

    assertThat(scores(nodes, 10 * SECOND)).containsExactly(10.0, 400.0);

    end(nodes, 0, Answer.OK, 10 * MILLI, 10 * SECOND);
    assertThat(scores(nodes, 10 * SECOND + 1)).containsExactly(10.0, 10.0);
  }

  @Test
  void whatCameBackAfterBeingForgottenIsJudgedAnew() {
    var nodes = answering(10, 400);
    end(nodes, 1, Answer.OK, 20 * MILLI, 10 * SECOND + 1);

    assertThat(scores(nodes, 10 * SECOND + 1).get(1)).isEqualTo(20.0);
  }

  @Test
  void nodeThatRefusesQuicklyDoesNotLookFast() {
    var nodes = answering(10, 10);
    Node refusing = nodes.pool().add(Endpoint.virtual("bad"), 1);
    strategy.attemptEnded(refusing, Failure.REFUSED, 1, 0);

    assertThat(scores(nodes, 0)).containsExactly(10.0, 10.0, 5_000.0);
  }

  /// What was called off after 5 ms may have taken 50: it lowers no average.
  @Test
  void calledOffAttemptCountsOnlyIfItLastedLongerThanTheAverage() {
    var nodes = answering(10, 10, 10);
    Node unknown = nodes.pool().add(Endpoint.virtual("new"), 1);
    strategy.attemptCalledOff(nodes.get(1), 5 * MILLI, 10 * SECOND);
    strategy.attemptCalledOff(nodes.get(2), 30 * MILLI, 10 * SECOND);
    strategy.attemptCalledOff(unknown, 40 * MILLI, 10 * SECOND);

    double kept = Math.exp(-1);
    assertThat(scores(nodes, 10 * SECOND))
        .containsExactly(10.0, 10.0, 30 * (1 - kept) + 10 * kept, 40.0);
  }

  /// Each of n1's requests is refused in no time. The first few raise its average above the others'
  /// by 5 s x (1 - exp(-10 ms / 10 s)), about 5 ms each.
  @Test
  void nodeThatBeginsToRefuseIsLeftAloneSoon() {
    var nodes = answering(10, 10, 10);
    List<String> picked = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      long now = 10 * MILLI * i;
      Node node = strategy.choose(nodes.candidates(), Picks.request(i), now).node();
      picked.add(node.id());
      boolean bad = node.id().equals("n1");
      strategy.attemptEnded(
          node, bad ? Failure.REFUSED : Answer.OK, bad ? MILLI / 10 : 10 * MILLI, now);
    }

    assertThat(Shares.of(picked).of("n1")).isBetween(1, 3);
  }

  @Test
  void explanationNamesMeasureRuleAndTieBreak() {
    Choice choice = strategy.explain(answering(10, 10, 30).candidates(), Picks.request(0), 0);

    Weighing weighing = requireNonNull(choice.weighing());
    assertThat(weighing.measure())
        .isEqualTo("average response time in ms x (in flight + 1) / weight");
    assertThat(weighing.rule()).isEqualTo("the least");
    assertThat(weighing.tieBreak()).isEqualTo(Weighing.TieBreak.RANDOM);
  }

  /// Nodes that answered once, at time 0, after so many milliseconds.
  private FakeNodes answering(int... millis) {
    var nodes = FakeNodes.idle(millis.length);
    for (int i = 0; i < millis.length; i++) {
      end(nodes, i, Answer.OK, millis[i] * MILLI, 0);
    }
    return nodes;
  }

  private void end(FakeNodes nodes, int node, Outcome outcome, long latencyNanos, long nowNanos) {
    strategy.attemptEnded(nodes.get(node), outcome, latencyNanos, nowNanos);
  }

  private List<Double> scores(FakeNodes nodes, long nowNanos) {
    Choice choice = strategy.explain(nodes.candidates(), Picks.request(0), nowNanos);
    return requireNonNull(choice.weighing()).scores().stream().map(Weighing.Score::value).toList();
  }
}
