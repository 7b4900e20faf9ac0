package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Selection;
import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Clients;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.RequestKind;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioWriterTest {
  static final List<String> IDS = BuiltIns.IDS;

  @ParameterizedTest
  @FieldSource("IDS")
  void aBuiltInScenarioReadsBackEqual(String id) throws ScenarioException {
    assertReadsBackEqual(BuiltIns.scenario(id));
  }

  @RepeatedTest(200)
  void anyScenarioReadsBackEqual(RepetitionInfo repetition) throws ScenarioException {
    int seed = repetition.getCurrentRepetition(); // The name of a failing repetition tells it.
    assertReadsBackEqual(randomScenario(new Random(seed)));
  }

  private static void assertReadsBackEqual(Scenario scenario) throws ScenarioException {
    String json = ScenarioWriter.json(scenario);

    Scenario read = ScenarioReader.text(json, "any.json", List.of());

    assertThat(read).isEqualTo(scenario);
    assertThat(ScenarioWriter.json(read)).isEqualTo(json);
  }

  private static Scenario randomScenario(RandomGenerator random) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      nodes.add(
          new NodeSpec(
              "n." + i,
              random.nextInt(1, 1001),
              random.nextDouble(1e-9, 1000),
              random.nextInt(1, 10_001),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(9))));
    }
    return new Scenario(
        "an-id_" + random.nextInt(99),
        "A \"title\" with \\ and é",
        "Two\nlines\tand 🙂",
        random.nextLong(),
        Duration.ofMillis(random.nextInt(1000, 100_000)),
        Duration.ofNanos(random.nextInt(1_000_000_000)),
        nodes,
        distribution(random),
        traffic(random),
        random.nextInt(1, 101),
        balancer(random),
        Services.PLAIN.withMembership(membership(random)),
        faults(random),
        List.of(
            new Claim("One", "requests.failed == 0"),
            new Claim("Two", "nodes.n.0.share < 1.5 or fairness - 1 >= 0")));
  }

  private static List<MembershipChange> membership(RandomGenerator random) {
    List<MembershipChange> changes = new ArrayList<>();
    boolean leaves = random.nextBoolean();
    for (int i = random.nextInt(4); i > 0; i--) {
      Duration grace = leaves ? Duration.ofMillis(random.nextInt(9_000)) : Duration.ZERO;
      Change change = leaves ? Change.LEAVE : Change.JOIN;
      changes.add(new MembershipChange("n.0", Duration.ofSeconds(i), change, grace));
      leaves = !leaves;
    }
    return changes;
  }

  private static Distribution distribution(RandomGenerator random) {
    Duration some = Duration.ofNanos(random.nextInt(1_000_000_000));
    Duration positive = some.plusNanos(1);
    return switch (random.nextInt(7)) {
      case 0 -> new Distribution.Fixed(some);
      case 1 -> new Distribution.Normal(some, positive);
      case 2 -> new Distribution.LogNormal(positive, positive.plus(some));
      case 3 -> new Distribution.Pareto(positive, random.nextDouble(1.001, 100));
      case 4 -> new Distribution.Bimodal(some, positive, random.nextDouble());
      case 5 -> new Distribution.Uniform(some, some.plusMillis(random.nextInt(9)));
      default -> new Distribution.Exponential(some);
    };
  }

  private static TrafficSettings traffic(RandomGenerator random) {
    Shape shape =
        random.nextInt(4) > 0
            ? shape(random)
            : new Shape.Phases(
                List.of(
                    new Shape.Phase(shape(random), Duration.ofMillis(1)),
                    new Shape.Phase(shape(random), Duration.ofMinutes(7))));
    return new TrafficSettings(
        random.nextInt(4) > 0
            ? anyOf(Arrivals.Open.values(), random)
            : new Arrivals.Closed(random.nextInt(1, 10_001), distribution(random)),
        shape,
        distribution(random),
        List.of(
            RequestKind.GET_ROOT,
            new RequestKind(
                "POST", "/x/{n}?a=b%20", random.nextDouble(0.1, 9), Map.of("X-B", "1", "X-A", ""))),
        new Clients(random.nextInt(1, 1_000_000), random.nextDouble(10)));
  }

  private static Shape shape(RandomGenerator random) {
    Duration some = Duration.ofMillis(random.nextInt(1, 100_000));
    double rate = random.nextDouble(1e6);
    return switch (random.nextInt(6)) {
      case 0 -> new Shape.Steady(rate);
      case 1 -> new Shape.Ramp(random.nextInt(9), 1e-7, Duration.ofNanos(1));
      case 2 -> new Shape.Spike(rate, random.nextInt(9), some.minusMillis(1), some);
      case 3 -> new Shape.Sine(rate, random.nextDouble() * Shape.Sine.mostAmplitude(rate), some);
      case 4 -> new Shape.Burst(rate, some, some.plusNanos(random.nextInt(9)), random.nextInt(2));
      default ->
          new Shape.Steps(
              List.of(
                  new Shape.Step(0, Duration.ofHours(24)),
                  new Shape.Step(1e6, Duration.ofMinutes(90))));
    };
  }

  private static BalancerSettings balancer(RandomGenerator random) {
    StrategySpec[] specs = {
      new StrategySpec.PowerOfTwoSpec(random.nextInt(1, 101)),
      new StrategySpec.LeastConnectionsSpec(Ties.FIRST),
      new StrategySpec.WeightedRoundRobinSpec(random.nextInt(1001)),
      new StrategySpec.LeastResponseTimeSpec(
          new ResponseTimes(Duration.ofMillis(random.nextInt(1, 3_600_000)), Duration.ZERO)),
      new StrategySpec.PeakEwmaSpec(
          new ResponseTimes(
              Duration.ofMillis(1), Duration.ofNanos(random.nextLong(3_600_000_000_000L)))),
      new KeyedSpec.RingHashSpec(HashKey.PATH, random.nextInt(1, 1001)),
      new KeyedSpec.BoundedRingHashSpec(
          new HashKey.Header("X-User"), 7, random.nextDouble(1.01, 100)),
      new KeyedSpec.StickySpec(HashKey.CLIENT, new StrategySpec.PowerOfTwoSpec(3)),
      anyOf(StrategyType.values(), random).defaults()
    };
    return new BalancerSettings(
        anyOf(specs, random),
        Duration.ofMillis(random.nextInt(1, 3_600_000)),
        some(random, Duration.ofMillis(random.nextInt(1, 3_600_000))),
        some(random, retry(random)),
        some(random, random.nextBoolean() ? anyDelay(random) : anyPercentile(random)),
        some(
            random,
            new HealthCheckSettings(
                "/up",
                Duration.ofMillis(10),
                Duration.ofHours(1),
                1,
                100,
                random.nextInt(101),
                random.nextBoolean())),
        some(
            random,
            new OutlierSettings(
                1000,
                Duration.ofMillis(10),
                Duration.ofMinutes(50),
                Duration.ofMinutes(51),
                random.nextDouble(),
                some(random, new SuccessRateSettings(1, 1_000_000, random.nextDouble(1e-9, 100))))),
        some(
            random,
            new CircuitBreakerSettings(
                10_000,
                random.nextInt(1, 10_001),
                random.nextDouble(1e-9, 1),
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(random.nextInt(10, 3_600_000)),
                1_000)),
        some(
            random, new SlowStartSettings(Duration.ofMinutes(60), 100, random.nextDouble(1e-9, 1))),
        random.nextBoolean() ? 0 : random.nextDouble(),
        random.nextBoolean());
  }

  private static RetrySettings retry(RandomGenerator random) {
    Duration base = Duration.ofMillis(random.nextInt(1, 10_000));
    BackoffSettings[] backoffs = {
      BackoffSettings.NONE,
      new BackoffSettings.Fixed(base, Jitter.EQUAL),
      new BackoffSettings.Exponential(
          base, base.plusMillis(random.nextInt(50_000)), anyOf(Jitter.values(), random))
    };
    LimitSettings[] limits = {
      new BudgetSettings(
          random.nextDouble(1_000),
          random.nextInt(1_000_001),
          Duration.ofMillis(random.nextInt(1_000, 60_001))),
      new ThrottleSettings(random.nextInt(1, 1_001), random.nextDouble(0.001, 1_000))
    };
    return new RetrySettings(
        random.nextInt(1, 11),
        random.nextBoolean(),
        anyOf(backoffs, random),
        some(random, anyOf(limits, random)));
  }

  private static HedgeSettings anyDelay(RandomGenerator random) {
    return new HedgeSettings.AfterDelay(Duration.ofNanos(random.nextInt(1_000_000_000)));
  }

  private static HedgeSettings anyPercentile(RandomGenerator random) {
    return new HedgeSettings.AtPercentile(random.nextDouble(0.5, 0.999), random.nextInt(20, 1_001));
  }

  private static <T> T anyOf(T[] values, RandomGenerator random) {
    return values[random.nextInt(values.length)];
  }

  private static <T> Optional<T> some(RandomGenerator random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static List<PlannedFault> faults(RandomGenerator random) {
    List<Effect> effects = new ArrayList<>();
    for (FaultType type : FaultType.values()) {
      effects.add(type.defaults());
    }
    effects.add(new Effect.Slow(random.nextDouble(1.01, 1000)));
    effects.add(new Effect.Errors(random.nextDouble(0.01, 1), 400));
    effects.add(new Effect.Flap(Duration.ofMillis(100)));
    effects.add(new Effect.ResetAmid());
    effects.add(new Effect.Delay(distribution(random)));
    effects.add(new Effect.RateLimit(random.nextDouble(0.01, 1e6), random.nextInt(1, 1_000_000)));
    effects.add(new Effect.Drip(random.nextDouble(0.1, 1e6)));
    effects.add(new Effect.Pause(Duration.ofHours(1), Duration.ofMillis(1)));
    effects.add(new Effect.Leak(random.nextDouble(0.01, 10)));
    effects.add(new Effect.Overload(random.nextDouble(0.01, 10)));
    return effects.stream()
        .map(effect ->
            new PlannedFault(
                "n.0",
                Duration.ofSeconds(random.nextInt(9)),
                some(random, Duration.ofSeconds(10)),
                new Fault(effect, anyOf(Scope.values(), random), selection(effect, random))))
        .toList();
  }

  private static Selection selection(Effect effect, RandomGenerator random) {
    if (effect instanceof Effect.OnNode) {
      return Selection.ALL;
    }
    OptionalInt first =
        random.nextBoolean()
            ? OptionalInt.of(random.nextInt(1, 1_000_000_000))
            : OptionalInt.empty();
    return new Selection(random.nextDouble(0.01, 1), first, random.nextInt(1, 1_000_000));
  }
}
