package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Exponential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Nothing is lost or counted twice, whatever is retried, hedged, timed out and called off.
class BooksPropertyTest {
  private static final List<Effect> EFFECTS =
      List.of(
          new Effect.Refuse(),
          new Effect.Hang(),
          new Effect.Reset(),
          new Effect.Slow(10),
          new Effect.Errors(0.5, 503),
          new Effect.Flap(Duration.ofMillis(300)));

  @Property(tries = 60)
  void booksBalance(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int attempts,
      @ForAll @IntRange(min = 0, max = 2) int backoff,
      @ForAll @IntRange(min = 0, max = 2) int limit,
      @ForAll @IntRange(min = 0, max = 2) int hedge,
      @ForAll boolean bounded,
      @ForAll @IntRange(min = 0, max = 5) int effect)
      throws Exception {
    BalancerSettings settings =
        Scenarios.plain(1, 1, new Exponential(Duration.ofMillis(1)))
            .balancer()
            .withTimeout(Duration.ofMillis(60))
            .withRetry(
                Optional.of(new RetrySettings(attempts, false, backoff(backoff), limit(limit))))
            .withHedge(hedge(hedge))
            .withRequestTimeout(bounded ? Optional.of(Duration.ofMillis(90)) : Optional.empty());
    Scenario scenario =
        Scenarios.seeded(
            Scenarios.lasting(
                Scenarios.with(
                    Scenarios.plain(4, 250, new Exponential(Duration.ofMillis(10)))
                        .withBalancer(settings),
                    new PlannedFault(
                        "b",
                        Duration.ofMillis(500),
                        Optional.of(Duration.ofSeconds(2)),
                        new Fault(EFFECTS.get(effect), Scope.BOTH))),
                Duration.ZERO,
                Duration.ofSeconds(3)),
            seed);
    List<Books> books = new ArrayList<>();

    Summary summary =
        new VirtualRunner().run(scenario, frame -> books.add(frame.books()), () -> false).summary();

    assertThat(books).isNotEmpty().allMatch(Books::balance);
    assertThat(summary.requests().inFlight()).isZero();
    assertThat(summary.requests().generated())
        .isEqualTo(summary.requests().succeeded() + summary.requests().failed());
    Summary.Attempts made = summary.attempts();
    assertThat(made.total()).isEqualTo(made.first() + made.retries() + made.hedges());
    assertThat(made.first()).isEqualTo(summary.requests().generated());
    assertThat(made.total()).isLessThanOrEqualTo(attempts * made.first());
    assertThat(made.cancelled()).isLessThanOrEqualTo(made.hedges());
    assertThat(sum(summary, NodeSummary::attempts)).isEqualTo(made.total());
    assertThat(sum(summary, NodeSummary::succeeded)).isEqualTo(summary.requests().succeeded());
    assertThat(sum(summary, NodeSummary::succeeded) + sum(summary, NodeSummary::failed))
        .isEqualTo(made.total() - made.cancelled());
    if (bounded) {
      assertThat(summary.latency().maxNanos()).isLessThanOrEqualTo(90_100_000);
    }
  }

  private static long sum(Summary summary, java.util.function.ToLongFunction<NodeSummary> figure) {
    return summary.nodes().stream().mapToLong(figure).sum();
  }

  private static BackoffSettings backoff(int kind) {
    return switch (kind) {
      case 0 -> BackoffSettings.NONE;
      case 1 -> new BackoffSettings.Fixed(Duration.ofMillis(7), Jitter.EQUAL);
      default ->
          new BackoffSettings.Exponential(
              Duration.ofMillis(2), Duration.ofMillis(20), Jitter.DECORRELATED);
    };
  }

  private static Optional<LimitSettings> limit(int kind) {
    return switch (kind) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new BudgetSettings(0.1, 1, Duration.ofSeconds(1)));
      default -> Optional.of(ThrottleSettings.DEFAULTS);
    };
  }

  private static Optional<HedgeSettings> hedge(int kind) {
    return switch (kind) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new AfterDelay(Duration.ofMillis(15)));
      default -> Optional.of(new AtPercentile(0.9, 50));
    };
  }
}
