package dev.steelyard.run.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The descriptions of built-in scenarios say what to change; this is what comes of it.
class BuiltInAdviceTest {
  private static final String EJECTION =
      "balancer.outlierEjection={\"consecutiveFailures\": 3, \"interval\": \"1s\","
          + " \"baseTime\": \"5s\", \"maxEjected\": 0.5, \"successRate\": false}";

  @Test
  void roundRobinLosesOnlyTheFifthOfTheBlackHole() throws Exception {
    assertThat(lost(play("black-hole", "balancer.strategy=round-robin"))).isBetween(0.19, 0.21);
  }

  @Test
  void ejectionClosesTheBlackHole() throws Exception {
    assertThat(lost(play("black-hole", EJECTION))).isLessThan(0.02);
  }

  @Test
  void slowStartSparesTheNodeThatReturnsCold() throws Exception {
    Summary overrun = play("cold-return");
    Summary spared = play("cold-return", "balancer.slowStart={}");

    assertThat(failedAtC(spared)).isLessThan(failedAtC(overrun) / 2);
    assertThat(spared.latency().p99Nanos()).isLessThan(400_000_000);
  }

  @Test
  void budgetEndsTheRetryStorm() throws Exception {
    assertThat(lost(play("retry-storm"))).isGreaterThan(0.9);
    assertThat(lost(play("retry-storm", "balancer.retry.budget={}"))).isLessThan(0.1);
  }

  @Test
  void withoutRetriesThereIsNoStorm() throws Exception {
    assertThat(lost(play("retry-storm", "balancer.retry=null"))).isLessThan(0.01);
  }

  @Test
  void withoutALimitEverybodyWaitsForTheGreedyClient() throws Exception {
    Summary limited = play("rate-limit");
    Summary open = play("rate-limit", "gateway=null");

    assertThat(limited.latency().p99Nanos()).isLessThan(300_000_000);
    assertThat(open.latency().p90Nanos()).isGreaterThan(500_000_000);
  }

  private static double lost(Summary summary) {
    return (double) summary.requests().failed() / summary.requests().generated();
  }

  private static long failedAtC(Summary summary) {
    return summary.nodes().get(2).failed();
  }

  private static Summary play(String id, String... changes) throws Exception {
    var scenario = ScenarioReader.builtIn(id, FieldChange.set(List.of(changes)));
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }
}
