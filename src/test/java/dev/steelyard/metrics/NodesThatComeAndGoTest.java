package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Figures of nodes that join late, leave, and come back.
class NodesThatComeAndGoTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Identity IDENTITY = new Identity("s", "virtual", 1, "random");

  private Recorder recorder = recorder(true, 1);
  private long requests;

  private static Recorder recorder(boolean weighted, int balancers) {
    var members = List.of(new Member("a", 3, 1), new Member("b", 1, 1));
    return new Recorder(members, 0, SECOND, weighted, event -> {}, () -> 0, balancers);
  }

  @Test
  void aNodeThatIsToComeHasItsPlaceAndExpectsNothing() {
    recorder.absent("a", 0);

    assertThat(look(0).nodes())
        .extracting(NodeFrame::id, NodeFrame::presence, NodeFrame::expectedShare)
        .containsExactly(
            tuple("a", new Presence(0, false), 0.0), tuple("b", new Presence(1, true), 1.0));

    recorder.running("a", true);
    recorder.on(new Event.MemberJoined(SECOND, "a", 3));

    assertThat(look(SECOND).nodes())
        .extracting(NodeFrame::presence, NodeFrame::expectedShare, NodeFrame::belief)
        .containsExactly(
            tuple(new Presence(1, true), 0.75, NodeState.UP),
            tuple(new Presence(1, true), 0.25, NodeState.UP));
  }

  @Test
  void aNodeThatDrainsIsAMemberYetAndExpectsNothingMore() {
    drain("a", SECOND);

    NodeFrame draining = look(SECOND).nodes().getFirst();
    assertThat(draining.presence().member()).isTrue();
    assertThat(draining.expectedShare()).isZero();

    recorder.on(new Event.MemberLeft(2 * SECOND, "a"));
    recorder.running("a", false);

    assertThat(look(2 * SECOND).nodes().getFirst().presence()).isEqualTo(new Presence(0, false));
  }

  @Test
  void expectedSharesCountEachStretchByItsAttempts() {
    recorder.absent("a", 0);
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    play("b", 2);
    recorder.on(new Event.MemberJoined(SECOND, "a", 3));
    play("a", 3);
    play("b", 1);
    recorder.weight("a", 1);
    play("a", 1);
    play("b", 1);
    drain("a", 3 * SECOND);
    recorder.on(new Event.MemberLeft(3 * SECOND, "a"));
    play("b", 2);
    recorder.endMeasuring(4 * SECOND, node -> NodeLoad.IDLE);

    Summary summary = recorder.summary(IDENTITY);

    // Of 10 attempts a should get 3/4 of four and 1/2 of two, and b the rest.
    assertThat(summary.nodes())
        .extracting(NodeSummary::expectedShare)
        .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-12 ? 0 : Double.compare(x, y))
        .containsExactly(0.4, 0.6);
    assertThat(summary.fairness()).isCloseTo(1, within(1e-12));
    assertThat(summary.nodes()).extracting(NodeSummary::memberSeconds).containsExactly(2.0, 4.0);
  }

  @Test
  void aNodeThatNeverCameDoesNotCountForFairness() {
    recorder.absent("a", 0);
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    play("b", 4);
    recorder.endMeasuring(SECOND, node -> NodeLoad.IDLE);

    Summary summary = recorder.summary(IDENTITY);
    assertThat(summary.fairness()).isEqualTo(1);
    assertThat(summary.nodes()).extracting(NodeSummary::memberSeconds).containsExactly(0.0, 1.0);
  }

  @Test
  void aNodeThatComesBackGoesOnCounting() {
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    play("a", 2);
    drain("a", SECOND);
    recorder.on(new Event.MemberLeft(SECOND, "a"));
    recorder.on(new Event.MemberJoined(2 * SECOND, "a", 3));
    play("a", 3);
    recorder.endMeasuring(3 * SECOND, node -> new NodeLoad(0, 0, 0, 4));

    Summary summary = recorder.summary(IDENTITY);

    assertThat(summary.nodes().getFirst().attempts()).isEqualTo(5);
    assertThat(summary.nodes().getFirst().connections()).isEqualTo(4);
    assertThat(summary.transitions())
        .containsExactly(
            new Transition(1, "a", "up", "draining", "is to leave"),
            new Transition(1, "a", "draining", "left", "nothing in flight any more"),
            new Transition(2, "a", "absent", "joined", "new member"));
    assertThat(recorder.books().balance()).isFalse(); // Nobody ended those requests.
    assertThat(recorder.books().attempts()).isEqualTo(5);
  }

  @Test
  void aNodeThatNobodyKnewComesBehindTheOthers() {
    recorder.read(SECOND);
    recorder.turn();
    recorder.add(new Member("new", 4, 2), SECOND);
    recorder.add(new Member("new", 9, 9), SECOND); // Known by now.
    recorder.on(new Event.MemberJoined(SECOND, "new", 4));
    play("new", 1);
    recorder.read(2 * SECOND);

    Frame frame = look(2 * SECOND);

    assertThat(frame.nodes()).extracting(NodeFrame::id).containsExactly("a", "b", "new");
    assertThat(frame.nodes().getLast().expectedShare()).isEqualTo(0.5);
    assertThat(frame.nodes().getLast().workers()).isEqualTo(2);
    assertThat(frame.history().get(0).nodes()).hasSize(2);
    assertThat(frame.history().get(1).nodes()).hasSize(3);
    assertThat(frame.history().get(1).nodes().getLast().attemptsPerSecond()).isEqualTo(1);
  }

  @Test
  void eachOfSeveralBalancersHasItsOwnMembers() {
    recorder = recorder(false, 2);
    recorder.beginMeasuring(0, node -> NodeLoad.IDLE);
    var draining = new Event.NodeStateChanged(1, "a", NodeState.UP, NodeState.DRAINING, "leaves");
    recorder.balancer(2).on(draining);
    assertThat(look(1).nodes().getFirst().expectedShare()).isEqualTo(0.5);
    assertThat(look(1).nodes().getFirst().reason()).isEqualTo("1 of 2 balancers: leaves");

    recorder.balancer(2).on(new Event.MemberLeft(2, "a"));
    NodeFrame one = look(2).nodes().getFirst();
    assertThat(one.presence().balancers()).isEqualTo(1);
    assertThat(one.belief()).isEqualTo(NodeState.UP);
    assertThat(recorder.summary(IDENTITY).transitions())
        .extracting(Transition::to, Transition::balancer)
        .containsExactly(tuple("draining", OptionalInt.of(2)), tuple("left", OptionalInt.of(2)));

    recorder.on(new Event.MemberLeft(3, "a"));
    assertThat(look(3).nodes().getFirst().presence().member()).isFalse();
    assertThat(look(3).log().get(look(3).log().size() - 1).text())
        .isEqualTo("balancer 1: is no member any more");
  }

  private void drain(String node, long atNanos) {
    recorder.on(
        new Event.NodeStateChanged(atNanos, node, NodeState.UP, NodeState.DRAINING, "is to leave"));
  }

  private void play(String node, int count) {
    for (int i = 0; i < count; i++) {
      long request = ++requests;
      recorder.on(new Event.RequestStarted(0, request, 0));
      recorder.on(new Event.AttemptStarted(0, request, 1, AttemptKind.FIRST, node, 0));
      recorder.on(new Event.AttemptEnded(0, request, 1, node, 0, Answer.OK, 5));
    }
  }

  private Frame look(long nowNanos) {
    return recorder.look(nowNanos, node -> NodeLoad.IDLE);
  }
}
