package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.steelyard.balancer.route.Gate;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Verdict;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.PoolSummary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.Services;
import dev.steelyard.sim.VirtualTimeline;
import dev.steelyard.traffic.Generator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Generated traffic goes through the gateway to the pools, and the books know of all of it.
class GatewayRunTest {
  private static final String TWO_POOLS =
      """
      {"version": 1, "duration": "4s",
       "nodes": [{"id": "a", "pool": "one", "weight": 3}, {"id": "b", "pool": "one"},
                 {"id": "c", "pool": "two"}, {"id": "d", "pool": "two"}],
       "traffic": {"arrivals": "constant", "shape": {"type": "steady", "rate": 400},
                   "work": {"type": "fixed", "value": "1ms"},
                   "mix": [{"path": "/one/{n}", "share": 0.75},
                           {"path": "/two", "share": 0.2, "headers": {"Host": "two.example"}},
                           {"path": "/three", "share": 0.05}]},
       "balancer": {"count": %d, "strategy": "weighted-round-robin",
                    "healthCheck": {"interval": "500ms", "timeout": "100ms"}},
       "pools": [{"id": "two", "balancer": {"strategy": "round-robin"}}],
       "gateway": {"routes": [{"id": "one", "path": "/one/*", "pool": "one"},
                              {"id": "two", "host": "two.example", "pool": "two"}]}}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void eachPoolGetsWhatIsRoutedToIt(int balancers) throws Exception {
    Scenario scenario = scenario(TWO_POOLS.formatted(balancers));

    Summary summary = new VirtualRunner().run(scenario, seen -> {}, () -> false).summary();

    PoolSummary one = summary.pools().get(0);
    PoolSummary two = summary.pools().get(1);
    assertThat(summary.pools()).extracting(PoolSummary::id).containsExactly("one", "two");
    long refused = summary.failures().getOrDefault("no-route", -1L);
    assertThat(summary.requests().generated()).isEqualTo(1600);
    assertThat(one.generated() + two.generated() + refused).isEqualTo(1600);
    assertThat(one.generated()).isBetween(1140L, 1260L);
    assertThat(refused).isBetween(50L, 110L);
    assertThat(one.succeeded()).isEqualTo(one.generated());
    assertThat(one.latency().count()).isEqualTo(one.succeeded());
    assertThat(summary.requests().failed()).isEqualTo(refused);
    assertThat(attempts(summary, 0) + attempts(summary, 1)).isEqualTo(one.generated());
    assertThat(attempts(summary, 2) + attempts(summary, 3)).isEqualTo(two.generated());
    assertThat(attempts(summary, 0)).as("by weight").isGreaterThan(2 * attempts(summary, 1));
    assertThat(Math.abs(attempts(summary, 2) - attempts(summary, 3)))
        .as("in turn, by each balancer")
        .isLessThanOrEqualTo(balancers);
    assertThat(summary.fairness()).isGreaterThan(0.999);
    double expected =
        summary.nodes().stream().mapToDouble(Summary.NodeSummary::expectedShare).sum();
    assertThat(expected).isCloseTo(1, offset(1e-9));
  }

  @Test
  void withoutAGatewayAllGoesToTheFirstNodesPool() throws Exception {
    Scenario routed = scenario(TWO_POOLS.formatted(1));
    Scenario plain =
        routed.withServices(
            new Services(routed.services().pools(), List.of(), Optional.empty(), Optional.empty()));

    Summary summary = new VirtualRunner().run(plain, seen -> {}, () -> false).summary();

    assertThat(summary.pools().get(0).generated()).isEqualTo(1600);
    assertThat(summary.pools().get(1).generated()).isZero();
    assertThat(summary.failures()).doesNotContainKey("no-route");
    assertThat(summary.requests().failed()).isZero();
  }

  @Test
  void aRunWithOnePoolTellsOfNone() throws Exception {
    Scenario scenario =
        scenario(
            "{\"version\": 1, \"duration\": \"1s\", \"nodes\": [{\"id\": \"a\"}],"
                + "\"traffic\": {\"shape\": {\"type\": \"steady\", \"rate\": 10}}}");

    assertThat(new VirtualRunner().run(scenario, seen -> {}, () -> false).summary().pools())
        .isEmpty();
  }

  @Test
  void aPoolWithoutNodesHasNoNodeForAnybody() throws Exception {
    String json =
        TWO_POOLS
            .formatted(1)
            .replace("\"id\": \"two\", \"balancer\"", "\"id\": \"three\", \"balancer\"")
            .replace("\"host\": \"two.example\", \"pool\": \"two\"", "\"pool\": \"three\"");

    Summary summary = new VirtualRunner().run(scenario(json), seen -> {}, () -> false).summary();

    assertThat(summary.pools()).extracting(PoolSummary::id).containsExactly("one", "two", "three");
    assertThat(summary.failures()).containsEntry("no-node", summary.pools().get(2).failed());
    assertThat(summary.pools().get(2).failed()).isGreaterThan(300);
  }

  @Test
  void onlyTheGreedyClientIsLimited() throws Exception {
    Scenario scenario = ScenarioReader.builtIn("rate-limit", List.of());
    Map<String, Integer> refused = new TreeMap<>();
    Set<String> admitted = new TreeSet<>();
    var timeline = new VirtualTimeline();
    var seeds = new Seeds(scenario.seed());
    var gate = new Gate(scenario.services().gateway().orElseThrow(), seeds);
    new Generator(
            timeline,
            seeds,
            scenario.traffic(),
            new AtomicLong()::incrementAndGet,
            (request, intended) -> {
              if (gate.judge(request, timeline.nanos()) instanceof Verdict.Refused) {
                refused.merge(request.client(), 1, Integer::sum);
              } else {
                admitted.add(request.client());
              }
            })
        .resume();

    timeline.runUntil(scenario.duration().toNanos());

    assertThat(refused).containsOnlyKeys("client-1");
    assertThat(refused.get("client-1")).isGreaterThan(1000);
    assertThat(admitted).hasSize(10);
  }

  @Test
  void changesActOnAllPoolsWithoutSettingsOfTheirOwnAndAreToldOnce() throws Exception {
    Scenario scenario = scenario(TWO_POOLS.formatted(2).replace("\"one\"", "\"one.1\""));
    try (var experiment = new SteppedExperiment(scenario, () -> 0)) {
      experiment.advance(Duration.ofSeconds(1));
      experiment.change(scenario.balancer().withStrategy(StrategyType.RANDOM.defaults()));
      experiment.change(GatewaySettings.OPEN.withRateLimit(Optional.of(RateLimitSettings.of(1))));
      experiment.advance(Duration.ofSeconds(1));

      Log log = experiment.frame().log();
      assertThat(IntStream.range(0, log.size()).mapToObj(index -> log.get(index).text()))
          .filteredOn(text -> text.startsWith("balancer.") || text.startsWith("gateway."))
          .containsExactlyInAnyOrder(
              "balancer.strategy: Random",
              "gateway.routes: none",
              "gateway.rateLimit: 1 requests/s for each client, 1 at once");
      assertThat(experiment.frame().lastSecond().failed()).isGreaterThan(100);
      assertThat(experiment.frame().books().balance()).isTrue();
      assertThat(experiment.scenario().services().gateway()).isPresent();
    }
  }

  private static long attempts(Summary summary, int node) {
    return summary.nodes().get(node).attempts();
  }

  private static Scenario scenario(String json) throws Exception {
    return ScenarioReader.text(json, "x.json", List.of());
  }
}
