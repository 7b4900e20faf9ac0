package dev.steelyard.scenario;

import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.MaglevSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.ModuloHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RendezvousSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.scenario.json.TextRule;
import java.util.Arrays;
import java.util.Optional;

/// Reads a strategy: its name alone, or an object with its `type` and settings.
final class StrategyBinder {
  static final StrategySpec DEFAULT = StrategyType.ROUND_ROBIN.defaults();

  private static final Choices TYPES =
      Choices.of(Arrays.stream(StrategyType.values()).map(StrategyType::id).toList());
  private static final Choices TIES =
      Choices.of(Arrays.stream(Ties.values()).map(Ties::word).toList());

  private static final TextRule KEY = TextRule.of(HashKey.FORM, HashKey.FORM_WORDS);

  private StrategyBinder() {}

  static StrategySpec bind(Fields balancer, String name) {
    if (balancer.find(name).orElse(null) instanceof Located.Text) {
      return balancer
          .choice(name, TYPES)
          .flatMap(StrategyType::find)
          .map(StrategyType::defaults)
          .orElse(DEFAULT);
    }
    return balancer.object(name).map(StrategyBinder::bind).orElse(DEFAULT);
  }

  private static StrategySpec bind(Fields fields) {
    fields.require("type");
    Optional<StrategyType> type = fields.choice("type", TYPES).flatMap(StrategyType::find);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    StrategySpec spec = type.map(known -> settings(known.defaults(), fields)).orElse(DEFAULT);
    fields.done();
    return spec;
  }

  private static StrategySpec settings(StrategySpec defaults, Fields fields) {
    return switch (defaults) {
      case RoundRobinSpec() -> defaults;
      case RandomSpec() -> defaults;
      case WeightedRandomSpec() -> defaults;
      case WeightedRoundRobinSpec(int maxFails) ->
          new WeightedRoundRobinSpec(
              fields.whole("maxFails", maxFails, 0, WeightedRoundRobinSpec.MOST_MAX_FAILS));
      case LeastConnectionsSpec(Ties ties) -> new LeastConnectionsSpec(ties(fields, ties));
      case PowerOfTwoSpec(int choices) ->
          new PowerOfTwoSpec(fields.whole("choices", choices, 1, PowerOfTwoSpec.MOST_CHOICES));
      case LeastResponseTimeSpec(ResponseTimes times) ->
          new LeastResponseTimeSpec(responseTimes(fields, times));
      case PeakEwmaSpec(ResponseTimes times) -> new PeakEwmaSpec(responseTimes(fields, times));
      case KeyedSpec keyed -> settings(keyed, key(fields, keyed.key()), fields);
    };
  }

  private static ResponseTimes responseTimes(Fields fields, ResponseTimes fallback) {
    return new ResponseTimes(
        fields.duration(
            "decay", fallback.decay(), ResponseTimes.SHORTEST_DECAY, ResponseTimes.LONGEST),
        fields.duration(
            "failurePenalty", fallback.failurePenalty(), Rules.NONE, ResponseTimes.LONGEST));
  }

  private static KeyedSpec settings(KeyedSpec defaults, HashKey key, Fields fields) {
    return switch (defaults) {
      case ModuloHashSpec _ -> new ModuloHashSpec(key);
      case MaglevSpec _ -> new MaglevSpec(key);
      case RendezvousSpec _ -> new RendezvousSpec(key);
      case RingHashSpec(HashKey _, int points) -> new RingHashSpec(key, points(fields, points));
      case BoundedRingHashSpec(HashKey _, int points, double balanceFactor) ->
          new BoundedRingHashSpec(
              key,
              points(fields, points),
              fields.number(
                  "balanceFactor",
                  balanceFactor,
                  Range.of(
                      BoundedRingHashSpec.LEAST_BALANCE_FACTOR,
                      BoundedRingHashSpec.MOST_BALANCE_FACTOR)));
      case StickySpec _ -> new StickySpec(key, first(fields));
    };
  }

  private static HashKey key(Fields fields, HashKey fallback) {
    return HashKey.find(fields.text("key", fallback.word(), KEY)).orElse(fallback);
  }

  private static int points(Fields fields, int fallback) {
    return fields.whole("points", fallback, 1, RingHashSpec.MOST_POINTS);
  }

  private static StrategySpec first(Fields fields) {
    StrategySpec first = bind(fields, "first");
    if (first instanceof StickySpec) {
      fields.wrong("first", "sticky cannot begin with sticky", "any other strategy");
      return DEFAULT;
    }
    return first;
  }

  private static Ties ties(Fields fields, Ties fallback) {
    Optional<String> word = fields.choice("ties", TIES);
    return Arrays.stream(Ties.values())
        .filter(ties -> word.isPresent() && ties.word().equals(word.get()))
        .findFirst()
        .orElse(fallback);
  }
}
