package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.Explanation;
import dev.steelyard.balancer.event.Explanation.LeftOut;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final List<Event.NodeChosen> choices = new ArrayList<>();
  private final Pool pool = new Pool();
  private final Balancer balancer =
      new Balancer(
          timeline,
          transport,
          pool,
          new Seeds(1),
          event -> {
            if (event instanceof Event.NodeChosen chosen) {
              choices.add(chosen);
            }
          },
          BalancerSettings.of(new LeastConnectionsSpec(Ties.FIRST))
              .withRetry(Optional.of(RetrySettings.DEFAULTS)));

  TracingTest() {
    for (String id : List.of("a", "b", "c", "d")) {
      pool.add(Endpoint.virtual(id), 1);
    }
  }

  @Test
  void everyAttemptOfATracedRequestIsExplained() {
    pool.members().get(0).attemptStarted();
    pool.members().get(3).setOut(Exclusion.EJECTED, true);
    transport.answer("b", Failure.REFUSED, 0);
    transport.answer("c", Answer.OK, 0);
    balancer.trace(request -> request == 1);

    balancer.dispatch(Request.get(1, "/"), 0);
    timeline.runUntil(1);

    var first =
        new Weighing(
            "(in flight + 1) / weight",
            List.of(new Score("a", 2), new Score("b", 1), new Score("c", 1)),
            "the least",
            TieBreak.FIRST);
    var second =
        new Weighing(
            "(in flight + 1) / weight",
            List.of(new Score("a", 2), new Score("c", 1)),
            "the least",
            TieBreak.NOT_NEEDED);
    var ejected = new LeftOut("d", Exclusion.EJECTED);
    var tried = new LeftOut("b", Exclusion.TRIED);
    assertThat(choices)
        .containsExactly(
            new Event.NodeChosen(0, 1, 1, new Explanation("b", first, List.of(ejected), false)),
            new Event.NodeChosen(
                0, 1, 2, new Explanation("c", second, List.of(tried, ejected), false)));
  }

  @Test
  void requestThatIsNotTracedIsNotExplained() {
    transport.answer("a", Answer.OK, 0);
    balancer.dispatch(Request.get(1, "/"), 0);
    balancer.trace(request -> request == 1);
    balancer.dispatch(Request.get(2, "/"), 0);
    timeline.runUntil(1);

    assertThat(choices).isEmpty();
  }
}
