package dev.steelyard.run.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.expected.Expectation.Formula;
import dev.steelyard.run.expected.Expectation.NoFormula;
import dev.steelyard.run.report.SummaryJson;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import dev.steelyard.theory.Gim1;
import dev.steelyard.theory.Mm1;
import dev.steelyard.theory.Mmc;
import dev.steelyard.theory.QueueModel;
import dev.steelyard.theory.Supermarket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
  private static final String FOUR_NODES =
      """
      {
        "version": 1, "duration": "30s", "warmup": "5s",
        "nodes": [{"id": "n", "count": 4, "speed": 2}],
        "traffic": {
          "shape": {"type": "steady", "rate": 280},
          "work": {"type": "exponential", "mean": "20ms"}
        },
        "balancer": {"strategy": "random", "timeout": "1m"}
      }
      """;

  @Test
  void randomSplitsIntoMm1() throws Exception {
    assertThat(model()).isEqualTo(new Mm1(70, 100));
    assertThat(model("balancer.strategy=weighted-random")).isEqualTo(new Mm1(70, 100));
    assertThat(model("balancer.strategy={\"type\":\"power-of-two\",\"choices\":1}"))
        .isEqualTo(new Mm1(70, 100));
    assertThat(model("nodes.0.workers=2")).isEqualTo(new Mmc(2, 70, 100));
  }

  @Test
  void oneNodeIsMmcWhateverTheStrategy() throws Exception {
    for (String strategy : List.of("random", "round-robin", "least-connections", "power-of-two")) {
      String chosen = "balancer.strategy=" + strategy;
      assertThat(model("nodes.0.count=1", "traffic.shape.rate=70", chosen))
          .isEqualTo(new Mm1(70, 100));
      assertThat(model("nodes.0.count=1", "nodes.0.workers=4", chosen))
          .isEqualTo(new Mmc(4, 280, 100));
    }
  }

  @Test
  void turnsGiveErlangGaps() throws Exception {
    assertThat(model("balancer.strategy=round-robin")).isEqualTo(Gim1.roundRobin(4, 70, 100));
    assertThat(model("balancer.strategy=weighted-round-robin"))
        .isEqualTo(Gim1.roundRobin(4, 70, 100));
  }

  @Test
  void aFewChoicesAreTheSupermarket() throws Exception {
    assertThat(model("balancer.strategy=power-of-two")).isEqualTo(new Supermarket(2, 70, 100));
    assertThat(model("balancer.strategy={\"type\":\"power-of-two\",\"choices\":3}"))
        .isEqualTo(new Supermarket(3, 70, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traffic.arrivals=constant;the arrivals are not Poisson",
        "traffic.shape={\"type\":\"ramp\",\"from\":1,\"to\":2,\"over\":\"1s\"};the rate is not steady",
        "traffic.work={\"type\":\"fixed\",\"value\":\"20ms\"};the work is not exponential",
        "traffic.shape.rate=0;there is no load",
        "network={\"latency\":{\"type\":\"fixed\",\"value\":\"1ms\"}};the network takes time",
        "nodes.1={\"id\":\"b\"};the nodes differ",
        "nodes.1={\"id\":\"b\",\"speed\":2,\"workers\":2};the nodes differ",
        "nodes.0.queue=50;the queues are bounded",
        "faults=[{\"node\":\"n-1\",\"effect\":{\"type\":\"refuse\"}}];there are faults",
        "traffic.shape.rate=400;the load is 100 % of what the nodes can do",
        "balancer.strategy=least-connections;there is none for least-connections",
        "balancer.strategy={\"type\":\"power-of-two\",\"choices\":4};none for the shortest queue of",
      })
  void eachReasonAgainstAFormulaIsTold(String change) throws Exception {
    String[] parts = change.split(";", 2);

    assertThat(FormulaChoice.of(scenario(parts[0])))
        .isInstanceOfSatisfying(
            NoFormula.class, none -> assertThat(none.reason()).contains(parts[1]));
  }

  @Test
  void severalWorkersAndUnevenWeightsTakeFormulasAway() throws Exception {
    for (String strategy : List.of("round-robin", "weighted-round-robin", "power-of-two")) {
      assertThat(FormulaChoice.of(scenario("nodes.0.workers=2", "balancer.strategy=" + strategy)))
          .isInstanceOf(NoFormula.class);
    }
    String heavy = "nodes.1={\"id\":\"b\",\"speed\":2,\"weight\":3}";
    for (String strategy : List.of("weighted-random", "weighted-round-robin", "power-of-two")) {
      assertThat(FormulaChoice.of(scenario(heavy, "balancer.strategy=" + strategy)))
          .isEqualTo(new NoFormula("weights differ"));
    }
    assertThat(FormulaChoice.of(scenario(heavy, "balancer.strategy=round-robin")))
        .isInstanceOf(Formula.class); // It takes no notice of weights.
  }

  @Test
  void aRunWithoutWarmUpIsToldSo() throws Exception {
    assertThat(FormulaChoice.of(scenario("warmup=0s")))
        .isEqualTo(
            new Formula(
                new Mm1(70, 100),
                "at each node; of the steady state, while this run has no warm-up"));
  }

  @Test
  void aFormulaThatAppliesIsGivenAfterTheRun() throws Exception {
    Result result = play(scenario());

    assertThat(Expectation.of(result.scenario(), result.summary()))
        .isEqualTo(new Formula(new Mm1(70, 100), "at each node"));
    assertThat(SummaryJson.of(result))
        .containsIgnoringWhitespaces(
            """
            "expected": {
                "model": "M/M/1",
                "note": "at each node",
                "latencyMillis": {
                  "mean": 33.333,
                  "p50": 23.105,
                  "p90": 76.753,
                  "p99": 153.506,
                  "p999": 230.259
                },
                "utilization": 0.7,
                "inFlight": {
            """);
  }

  @Test
  void timeoutsThatActTakeTheFormulaAway() throws Exception {
    Result result = play(scenario("balancer.timeout=50ms"));

    assertThat(Expectation.of(result.scenario(), result.summary()))
        .isEqualTo(new NoFormula("requests failed"));
    assertThat(InFlight.of(result.summary())).isEmpty();
  }

  @Test
  void littlesLawHoldsOfARunInBalance() throws Exception {
    Summary summary = play(scenario("balancer.strategy=least-connections")).summary();

    InFlight inFlight = InFlight.of(summary).orElseThrow();
    assertThat(inFlight.measured()).isCloseTo(inFlight.expected(), within(0.05)).isGreaterThan(4);
  }

  private static QueueModel model(String... changes) throws ScenarioException {
    return ((Formula) FormulaChoice.of(scenario(changes))).model();
  }

  private static Scenario scenario(String... changes) throws ScenarioException {
    return ScenarioReader.text(FOUR_NODES, "x.json", FieldChange.set(Arrays.asList(changes)));
  }

  private static Result play(Scenario scenario) {
    return new VirtualRunner().run(scenario, frame -> {}, () -> false);
  }
}
