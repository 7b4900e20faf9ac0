package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Whole runs over real sockets. Timeouts are so long that a slow machine cannot run into them.
class LiveRunnerTest {
  private static final HealthCheckSettings CHECKS =
      new HealthCheckSettings("/health", Duration.ofMillis(200), Duration.ofSeconds(20), 2, 2);

  @Test
  void aNodeThatClosesItsPortCostsNoRequestAndGoesDownAndComesBack() throws Exception {
    List<Books> books = new CopyOnWriteArrayList<>();

    Summary summary =
        new LiveRunner()
            .run(sick(new Effect.Refuse()), progress -> books.add(progress.books()), () -> false)
            .summary();

    assertThat(summary.world()).isEqualTo("live");
    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.requests().generated()).isPositive();
    assertThat(summary.requests().succeeded()).isEqualTo(summary.requests().generated());
    assertThat(summary.transitions())
        .extracting(Transition::node, Transition::from, Transition::to)
        .containsExactly(tuple("c", "up", "down"), tuple("c", "down", "up"));
    assertThat(books).isNotEmpty().allMatch(Books::balance);
    List<Long> others =
        summary.nodes().stream()
            .filter(node -> !node.id().equals("c"))
            .map(NodeSummary::attempts)
            .toList();
    long most = others.stream().mapToLong(Long::longValue).max().orElseThrow();
    long least = others.stream().mapToLong(Long::longValue).min().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(2);
  }

  @Test
  void errorsWithoutRetriesAreLossesAndReportedAsSuch() throws Exception {
    Scenario sick = sick(new Effect.Errors(1, 500));

    Summary summary =
        new LiveRunner()
            .run(
                sick.withBalancer(sick.balancer().withRetry(Optional.empty())),
                progress -> {},
                () -> false)
            .summary();

    assertThat(summary.requests().failed())
        .isPositive()
        .isEqualTo(summary.failures().get("status-500"))
        .isEqualTo(summary.nodes().get(2).failed());
  }

  @Test
  void anEarlyStopEndsTheRun() throws Exception {
    var asked = new AtomicInteger();

    Result result =
        new LiveRunner()
            .run(
                Scenarios.lasting(sick(new Effect.Reset()), Duration.ZERO, Duration.ofHours(1)),
                progress -> {},
                () -> asked.incrementAndGet() >= 3);

    assertThat(result.summary().measuredSeconds()).isLessThan(3_600);
    assertThat(result.summary().requests().inFlight()).isZero();
  }

  private static Scenario sick(Effect effect) {
    Scenario plain = Scenarios.plain(5, 200, new Fixed(Duration.ofMillis(2)));
    return Scenarios.with(
        Scenarios.lasting(
            plain.withBalancer(
                plain
                    .balancer()
                    .withTimeout(Duration.ofSeconds(20))
                    .withRetry(Optional.of(new RetrySettings(3, false)))
                    .withHealthCheck(Optional.of(CHECKS))),
            Duration.ZERO,
            Duration.ofMillis(3_500)),
        new PlannedFault(
            "c",
            Duration.ofMillis(800),
            Optional.of(Duration.ofMillis(2_000)),
            new Fault(effect, Scope.BOTH)));
  }
}
