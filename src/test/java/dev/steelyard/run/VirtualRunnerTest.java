package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VirtualRunnerTest {
  private static final Fixed FIVE_MILLIS = new Fixed(Duration.ofMillis(5));

  @Test
  void aRefusingNodeCostsNoRequestAndGoesDownAndComesBack() throws Exception {
    Summary summary = play(Scenarios.fiveWithOneSick(new Effect.Refuse()));

    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.requests().generated()).isEqualTo(summary.requests().succeeded());
    assertThat(summary.attempts().retries()).isPositive();
    assertThat(summary.transitions())
        .extracting(Transition::node, Transition::from, Transition::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c", "up", "down"),
            org.assertj.core.groups.Tuple.tuple("c", "down", "up"));
    Transition down = summary.transitions().getFirst();
    Transition up = summary.transitions().getLast();
    // c is the third of five, so its checks come at 0.2 s and every 0.5 s from there.
    assertThat(down.atSeconds()).isCloseTo(3.7, within(1e-9));
    assertThat(down.reason()).isEqualTo("2 checks failed, the last: refused");
    assertThat(up.atSeconds()).isCloseTo(6.701, within(1e-9));
    assertThat(up.reason()).isEqualTo("2 checks passed");
  }

  @Test
  void theOthersShareTheLoadOfADeadNodeEvenly() throws Exception {
    Summary summary = play(Scenarios.fiveWithOneSick(new Effect.Refuse()));

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
  void aHangingNodeCostsTimeButNoRequestWhenRetriesReachTheOthers() throws Exception {
    Summary summary = play(Scenarios.fiveWithOneSick(new Effect.Hang()));

    assertThat(summary.requests().failed()).isZero();
    assertThat(summary.latency().maxNanos()).isBetween(300_000_000L, 330_000_000L);
    assertThat(summary.transitions()).hasSize(2);
    // The check that began at 3.2 s is given up after 400 ms, the next one at 4.1 s.
    assertThat(summary.transitions().getFirst().atSeconds()).isCloseTo(4.1, within(1e-9));
  }

  @Test
  void withoutRetriesEveryRequestThatMeetsTheFaultIsLostAndReported() throws Exception {
    Scenario sick = Scenarios.fiveWithOneSick(new Effect.Reset());
    Scenario scenario = sick.withBalancer(sick.balancer().withRetry(Optional.empty()));

    Summary summary = play(scenario);

    NodeSummary c = summary.nodes().get(2);
    assertThat(summary.requests().failed()).isEqualTo(c.failed()).isPositive();
    assertThat(summary.failures()).containsEntry("reset", c.failed());
    assertThat(summary.attempts().total()).isEqualTo(summary.requests().generated());
  }

  @Test
  void errorsThatSpareTheHealthCheckAreFoundByOutlierEjectionOnly() throws Exception {
    Scenario sick =
        Scenarios.with(
            Scenarios.fiveWithOneSick(new Effect.Refuse()),
            new PlannedFault(
                "b",
                Duration.ofSeconds(2),
                Optional.empty(),
                new Fault(new Effect.Errors(1, 503), Scope.TRAFFIC)));

    assertThat(play(sick).transitions()).isEmpty();

    Summary ejecting =
        play(
            sick.withBalancer(
                sick.balancer().withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM))));
    assertThat(ejecting.transitions())
        .first()
        .satisfies(first -> {
          assertThat(first.to()).isEqualTo("ejected");
          assertThat(first.reason()).isEqualTo("3 consecutive failures");
        });
  }

  @Test
  void ejectionsGrowAndEndAtASweep() throws Exception {
    Scenario sick =
        Scenarios.lasting(
            Scenarios.with(
                Scenarios.plain(5, 300, FIVE_MILLIS),
                new PlannedFault(
                    "b",
                    Duration.ofSeconds(2),
                    Optional.empty(),
                    new Fault(new Effect.Errors(1, 503), Scope.BOTH))),
            Duration.ZERO,
            Duration.ofSeconds(40));

    List<Transition> found =
        play(sick.withBalancer(
                sick.balancer().withOutlierEjection(Optional.of(OutlierSettings.CLASSROOM))))
            .transitions();

    assertThat(found).hasSizeGreaterThanOrEqualTo(6);
    double before = 0;
    for (int i = 0; i + 1 < 6; i += 2) {
      double out = found.get(i + 1).atSeconds() - found.get(i).atSeconds();
      assertThat(found.get(i + 1).atSeconds() % 1).isCloseTo(0, within(1e-6)); // A sweep.
      assertThat(out).isGreaterThan(before + 3);
      before = out;
    }
  }

  @Test
  void withEveryNodeDownRequestsFailAtOnce() throws Exception {
    Scenario plain = Scenarios.plain(1, 100, FIVE_MILLIS);
    Scenario dead =
        Scenarios.with(
            plain.withBalancer(
                plain.balancer().withHealthCheck(Optional.of(Scenarios.FAST_CHECKS))),
            new PlannedFault(
                "a",
                Duration.ofSeconds(1),
                Optional.empty(),
                new Fault(new Effect.Refuse(), Scope.BOTH)));

    Summary summary = play(dead);

    assertThat(summary.failures().get("no-node")).isGreaterThan(700);
    assertThat(summary.requests().failed())
        .isEqualTo(summary.failures().values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void theSameSeedGivesTheSameSummaryAndAnotherSeedAnotherOne() throws Exception {
    Scenario scenario =
        Scenarios.fiveWithOneSick(new Effect.Errors(0.5, 503))
            .withTraffic(Scenarios.plain(5, 300, new Exponential(Duration.ofMillis(12))).traffic());

    Summary once = play(scenario);

    assertThat(play(scenario)).isEqualTo(once);
    assertThat(play(Scenarios.seeded(scenario, 8)).latency()).isNotEqualTo(once.latency());
  }

  @Test
  void theBooksBalanceInEveryFrame() throws Exception {
    List<Books> books = new ArrayList<>();

    Result result =
        new VirtualRunner()
            .run(
                Scenarios.fiveWithOneSick(new Effect.Flap(Duration.ofMillis(700))),
                progress -> books.add(progress.books()),
                () -> false);

    assertThat(books).hasSize(100).allMatch(Books::balance);
    assertThat(books.getLast().inFlight()).isNotNegative();
    assertThat(result.summary().requests().inFlight()).isZero();
  }

  @Test
  void framesShowTheTruthAndWhatTheBalancerBelieves() throws Exception {
    List<Frame> frames = new ArrayList<>();

    new VirtualRunner()
        .run(
            Scenarios.fiveWithOneSick(new Effect.Refuse()),
            progress -> frames.add(progress.frame().get()),
            () -> false);

    Frame atFive =
        frames.stream()
            .filter(frame -> frame.atNanos() == 5_000_000_000L)
            .findFirst()
            .orElseThrow();
    assertThat(atFive.nodes().get(2).truth().word()).isEqualTo("broken");
    assertThat(atFive.nodes().get(2).belief().word()).isEqualTo("down");
    assertThat(atFive.nodes().get(2).faults())
        .extracting(Fault::words)
        .containsExactly("refuses connections");
    assertThat(atFive.nodes().get(1).truth().word()).isEqualTo("healthy");
    assertThat(atFive.lastTen().seconds()).isEqualTo(5);
    assertThat(atFive.lastSecond().seconds()).isEqualTo(1);
    assertThat(atFive.lastSecond().generated()).isBetween(240L, 360L);
  }

  @Test
  void theWarmUpIsPlayedAndNotMeasured() throws Exception {
    Scenario scenario =
        Scenarios.lasting(
            Scenarios.plain(2, 100, FIVE_MILLIS)
                .withTraffic(
                    Scenarios.plain(2, 100, FIVE_MILLIS).traffic().withArrivals(Arrivals.CONSTANT)),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10));

    Summary summary = play(scenario);

    assertThat(summary.measuredSeconds()).isEqualTo(6.0);
    assertThat(summary.requests().generated()).isBetween(599L, 601L);
    assertThat(summary.requests().perSecond()).isCloseTo(100, within(0.2));
    assertThat(summary.nodes().getFirst().utilization()).isCloseTo(0.25, within(0.002));
  }

  @Test
  void anEarlyStopKeepsWhatWasMeasured() throws Exception {
    var asked = new AtomicInteger();

    Summary summary =
        new VirtualRunner()
            .run(
                Scenarios.plain(2, 100, FIVE_MILLIS),
                progress -> {},
                () -> asked.incrementAndGet() >= 30)
            .summary();

    assertThat(summary.measuredSeconds()).isCloseTo(3.0, within(1e-9));
    assertThat(summary.requests().inFlight()).isZero();
  }

  private static Summary play(Scenario scenario) throws RunFailedException {
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }
}
