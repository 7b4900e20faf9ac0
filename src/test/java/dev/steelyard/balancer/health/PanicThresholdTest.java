package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanicThresholdTest {
  @Test
  void itBeginsStrictlyBelowTheThresholdAndEndsAtIt() {
    var bench = bench(4);
    bench.down(0, true);
    bench.down(1, true);
    assertThat(bench.pool.panics()).isFalse(); // Half is not below half.

    bench.down(2, true);
    assertThat(bench.pool.panics()).isTrue();
    bench.down(2, false);
    assertThat(bench.pool.panics()).isFalse();

    assertThat(panics(bench))
        .containsExactly(
            new Event.PanicChanged(0, true, 1, 4), new Event.PanicChanged(0, false, 2, 4));
  }

  @Test
  void inPanicAllAreCandidatesButThoseThatDrainOrHaveAnOpenBreaker() {
    var bench = bench(6);
    bench.down(0, true);
    bench.states.setOut(bench.node(1), Exclusion.EJECTED, true, "test");
    bench.states.setOut(bench.node(2), Exclusion.WARMING_UP, true, "test");
    bench.states.setOut(bench.node(3), Exclusion.DRAINING, true, "test");
    bench.down(4, true);
    bench.states.setBreaker(bench.node(4), true, false, "test");

    // 1 of 4 that count is healthy.
    assertThat(bench.pool.panics()).isTrue();
    assertThat(candidates(bench)).containsExactly("n0", "n1", "n2", "n5");
    assertThat(bench.node(4).exclusion()).contains(Exclusion.BREAKER_OPEN);
  }

  @Test
  void membersThatWarmUpOrDrainDoNotCount() {
    var bench = bench(2);
    for (int i = 0; i < 5; i++) {
      var joined = bench.pool.add(Endpoint.virtual("new" + i), 1);
      bench.states.setOut(joined, Exclusion.WARMING_UP, true, "test");
    }
    bench.states.setOut(bench.node(1), Exclusion.DRAINING, true, "test");

    assertThat(bench.pool.panics()).isFalse(); // 1 of 1.
  }

  @Test
  void anOpenBreakerIsNoMatterOfHealth() {
    var bench = bench(2);
    bench.states.setBreaker(bench.node(0), true, false, "test");
    bench.states.setBreaker(bench.node(1), true, false, "test");
    bench.panic.review();

    assertThat(bench.pool.panics()).isFalse();
    assertThat(bench.pool.candidates(List.of())).isNull();
    assertThat(bench.pool.heldBackByBreakers()).isTrue();
  }

  @Test
  void zeroIsOffAndAChangeActsAtOnce() {
    var bench = new HealthBench(2, Optional.empty(), 0);
    bench.down(0, true);
    bench.down(1, true);
    assertThat(bench.pool.panics()).isFalse();
    assertThat(bench.pool.candidates(List.of())).isNull();

    bench.panic.change(0.5);
    assertThat(candidates(bench)).containsExactly("n0", "n1");
    bench.panic.change(0);
    assertThat(bench.pool.candidates(List.of())).isNull();
  }

  private static HealthBench bench(int nodes) {
    return new HealthBench(nodes, Optional.empty(), PanicThreshold.HALF);
  }

  private static List<String> candidates(HealthBench bench) {
    Candidates candidates = bench.pool.candidates(List.of());
    List<String> ids = new ArrayList<>();
    for (int i = 0; candidates != null && i < candidates.size(); i++) {
      ids.add(candidates.get(i).id());
    }
    return ids;
  }

  private static List<Event> panics(HealthBench bench) {
    return bench.events.stream().filter(event -> event instanceof Event.PanicChanged).toList();
  }
}
