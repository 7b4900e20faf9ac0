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

  @Test
  void withoutGraceOrWatchADeploymentIsNoticed() throws Exception {
    assertThat(play("rolling-deployment").requests().failed()).isZero();
    assertThat(play("rolling-deployment", "membership.0.grace=0s").requests().failed())
        .isPositive();
    assertThat(play("rolling-deployment", "discovery.watch=false").requests().failed())
        .isPositive();
  }

  @Test
  void withoutChecksTheLeaseAloneTakesACrashedNodeOutAndLate() throws Exception {
    Summary checked = play("crash-lease-or-check");
    Summary leased = play("crash-lease-or-check", "balancer.healthCheck=null");

    assertThat(leased.attempts().misrouted()).isGreaterThan(5 * checked.attempts().misrouted());
    assertThat(leased.requests().failed()).isZero();
    assertThat(leased.discovery().orElseThrow().checkDetectionSeconds()).isEmpty();
  }

  @Test
  void aListThatIsDroppedMakesAnOutageOfTheRegistryOneOfTheService() throws Exception {
    Summary dropped =
        play("registry-outage", "discovery.cacheFor=2s", "discovery.whenOutdated=drop");

    assertThat(dropped.failures().get("no-node")).isGreaterThan(300);
  }

  @Test
  void withoutPollsAWatchThatDiedSilentlyIsNeverFoundOut() throws Exception {
    Summary deaf = play("silent-watch", "discovery.poll=0s");

    assertThat(deaf.nodes().get(3).attempts()).isZero();
    assertThat(deaf.requests().failed()).isPositive();
    assertThat(deaf.discovery().orElseThrow().worstLagSeconds()).isGreaterThan(8);
  }

  @Test
  void whoAsksAgainLosesNothing() throws Exception {
    Summary asked = play("probe-never-back", "balancer.healthCheck.readmit=true");

    assertThat(asked.requests().failed()).isZero();
    assertThat(asked.transitions()).filteredOn(move -> move.to().equals("up")).hasSize(3);
  }

  @Test
  void idleConnectionsAreClosedIfTheyAreToBe() throws Exception {
    assertThat(play("idle-connections").nodes().get(1).connections()).isPositive();
    assertThat(play("idle-connections", "balancer.closeIdle=true").nodes().get(1).connections())
        .isZero();
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
