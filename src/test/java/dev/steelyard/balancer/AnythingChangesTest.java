package dev.steelyard.balancer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Exclusion;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.time.Seeds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever nodes answer, whichever settings are exchanged for which, and whoever joins and leaves
/// meanwhile: each request ends once, each attempt ends once and before its request, and nothing is
/// left behind.
class AnythingChangesTest {
  private static final List<String> FIRST_MEMBERS = List.of("a", "b", "c", "d");
  private static final List<Outcome> OUTCOMES =
      List.of(
          Answer.OK,
          Answer.OK,
          Answer.OK,
          Answer.of(500),
          Answer.of(503, 20 * Flights.MILLI),
          Failure.REFUSED,
          Failure.RESET,
          Failure.TRUNCATED,
          Failure.CONNECTION_LIMIT);

  /// The seed is the parameter, so a failure names it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everythingEndsOnceAndNothingIsLeft(long seed) {
    RandomGenerator random = new Seeds(seed).stream("test");
    var flights = new Flights(any(random), FIRST_MEMBERS.toArray(String[]::new));
    flights.balancer.start();
    for (int i = 0; i < 3_000; i++) {
      flights.get(i);
      if (random.nextInt(10) == 0) {
        disturb(flights, i, random);
      }
      flights.timeline.runUntil(flights.timeline.nanos() + random.nextInt(4_000_000));
    }
    flights.balancer.change(Flights.plain()); // Ends all checks and sweeps.
    int[] tasks = {0};
    flights.timeline.runWhile(() -> tasks[0]++ < 20_000);

    assertThat(tasks[0]).as("tasks until nothing was left to do").isLessThan(20_000);
    assertThat(flights.balancer.inFlight()).isZero();
    assertThat(flights.pool.members())
        .isNotEmpty()
        .allSatisfy(node -> {
          assertThat(node.inFlight()).isZero();
          assertThat(node.takesTraffic()).isTrue();
          assertThat(node.slowStarting()).isFalse();
        });
    new Bookkeeper().check(flights.events, 3_000);
  }

  private static void disturb(Flights flights, int number, RandomGenerator random) {
    List<Node> members = flights.pool.members();
    Node any = members.get(random.nextInt(members.size()));
    long stay = members.stream().filter(node -> !node.isOut(Exclusion.DRAINING)).count();
    switch (random.nextInt(5)) {
      case 0 -> flights.transport.silence(any.id());
      case 1, 2 ->
          flights.transport.answer(
              any.id(),
              OUTCOMES.get(random.nextInt(OUTCOMES.size())),
              random.nextInt(3) == 0 ? 0 : random.nextLong(30 * Flights.MILLI));
      case 3 -> flights.balancer.change(any(random));
      default -> {
        if (stay > 2 && random.nextBoolean()) {
          flights.balancer.drain(any);
        } else if (members.size() < 8) {
          Node joined = flights.balancer.join(Endpoint.virtual("x" + number), 1);
          flights.transport.answer(joined.id(), Answer.OK, random.nextLong(10 * Flights.MILLI));
        }
      }
    }
  }

  private static BalancerSettings any(RandomGenerator random) {
    StrategyType[] types = StrategyType.values();
    return BalancerSettings.of(types[random.nextInt(types.length)].defaults())
        .withTimeout(Duration.ofMillis(random.nextInt(5, 60)))
        .withRequestTimeout(maybe(random, Duration.ofMillis(random.nextInt(10, 100))))
        .withRetry(
            maybe(
                random,
                new RetrySettings(
                    random.nextInt(1, 6), random.nextBoolean(), backoff(random), limit(random))))
        .withHedge(maybe(random, hedge(random)))
        .withHealthCheck(
            maybe(
                random,
                new HealthCheckSettings(
                    "/", Duration.ofMillis(20), Duration.ofMillis(15), 2, 2, random.nextInt(3))))
        .withOutlierEjection(
            maybe(
                random,
                new OutlierSettings(
                    random.nextInt(1, 5),
                    Duration.ofMillis(30),
                    Duration.ofMillis(60),
                    Duration.ofMillis(300),
                    random.nextDouble(),
                    maybe(random, new SuccessRateSettings(3, 3, 1)))))
        .withCircuitBreaker(
            maybe(
                random,
                new CircuitBreakerSettings(
                    10,
                    random.nextInt(1, 10),
                    0.5,
                    0.7,
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    random.nextInt(1, 4))))
        .withSlowStart(maybe(random, new SlowStartSettings(Duration.ofMillis(200), 1.5, 0.1)))
        .withPanicThreshold(random.nextBoolean() ? 0 : random.nextDouble());
  }

  private static BackoffSettings backoff(RandomGenerator random) {
    Jitter[] jitters = Jitter.values();
    return random.nextBoolean()
        ? BackoffSettings.NONE
        : new BackoffSettings.Exponential(
            Duration.ofMillis(2), Duration.ofMillis(20), jitters[random.nextInt(jitters.length)]);
  }

  private static Optional<LimitSettings> limit(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new BudgetSettings(0.3, 5, Duration.ofSeconds(1)));
      default -> Optional.of(ThrottleSettings.DEFAULTS);
    };
  }

  private static HedgeSettings hedge(RandomGenerator random) {
    return random.nextBoolean()
        ? new HedgeSettings.AfterDelay(Duration.ofMillis(random.nextInt(20)))
        : new HedgeSettings.AtPercentile(0.8, 20);
  }

  private static <T> Optional<T> maybe(RandomGenerator random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  /// Checks what was told against itself.
  private static final class Bookkeeper {
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final Map<Long, Set<Integer>> open = new HashMap<>();
    private final Set<Long> hedged = new HashSet<>();
    private int ended;

    void check(List<Event> events, int requests) {
      events.forEach(this::hear);
      assertThat(ended).isEqualTo(requests);
      assertThat(open).isEmpty();
      assertThat(hedged).isNotEmpty();
    }

    private void hear(Event event) {
      switch (event) {
        case Event.RequestStarted(long _, long request, long _) -> {
          assertThat(open.put(request, new HashSet<>())).isNull();
          attempts.put(request, 0);
        }
        case Event.AttemptStarted(
                long _,
                long request,
                int number,
                AttemptKind kind,
                String _,
                int _) -> {
          assertThat(number).isEqualTo(attempts.merge(request, 1, Integer::sum));
          assertThat(kind == AttemptKind.FIRST).isEqualTo(number == 1);
          assertThat(kind == AttemptKind.HEDGE && !hedged.add(request)).isFalse();
          Set<Integer> others = requireNonNull(open.get(request));
          assertThat(others).hasSize(kind == AttemptKind.HEDGE ? 1 : 0);
          others.add(number);
        }
        case Event.AttemptEnded(
                long _,
                long request,
                int number,
                String _,
                int _,
                Outcome _,
                long _) ->
            assertThat(requireNonNull(open.get(request)).remove(number)).isTrue();
        case Event.RequestEnded(long _, long request, Outcome _, int count, long _) -> {
          assertThat(open.remove(request)).isEmpty();
          assertThat(count).isEqualTo(attempts.remove(request));
          ended++;
        }
        case Event.MemberJoined _ -> {}
        case Event.MemberLeft _ -> {}
        case Event.NodeChosen _ -> {}
        case Event.AttemptWithheld _ -> {}
        case Event.ProbeEnded _ -> {}
        case Event.NodeStateChanged(long _, String _, var from, var to, String _) ->
            assertThat(from).isNotEqualTo(to);
        case Event.PanicChanged _ -> {}
        case Event.SettingChanged _ -> {}
        case Event.LeaseChanged _ -> {}
        case Event.DiscoveryChanged _ -> {}
      }
    }
  }
}
