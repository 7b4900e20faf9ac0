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
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.fault.Effect;
import dev.steelyard.scenario.text.Durations;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Strategies and effects as fields to write.
final class SpecFields {
  private SpecFields() {}

  static Map<String, Object> strategy(StrategySpec spec) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", spec.type().id());
    switch (spec) {
      case RoundRobinSpec(), RandomSpec(), WeightedRandomSpec() -> {}
      case WeightedRoundRobinSpec(int maxFails) -> fields.put("maxFails", maxFails);
      case LeastConnectionsSpec(Ties ties) -> fields.put("ties", ties.word());
      case PowerOfTwoSpec(int choices) -> fields.put("choices", choices);
      case LeastResponseTimeSpec(ResponseTimes times) -> put(times, fields);
      case PeakEwmaSpec(ResponseTimes times) -> put(times, fields);
      case KeyedSpec keyed -> {
        fields.put("key", keyed.key().word());
        addSettings(keyed, fields);
      }
    }
    return fields;
  }

  private static void put(ResponseTimes times, Map<String, Object> fields) {
    fields.put("decay", Durations.format(times.decay()));
    fields.put("failurePenalty", Durations.format(times.failurePenalty()));
  }

  private static void addSettings(KeyedSpec spec, Map<String, Object> fields) {
    switch (spec) {
      case ModuloHashSpec _, MaglevSpec _, RendezvousSpec _ -> {}
      case RingHashSpec(HashKey _, int points) -> fields.put("points", points);
      case BoundedRingHashSpec(HashKey _, int points, double balanceFactor) -> {
        fields.put("points", points);
        fields.put("balanceFactor", balanceFactor);
      }
      case StickySpec(HashKey _, StrategySpec first) -> fields.put("first", strategy(first));
    }
  }

  static Map<String, Object> effect(Effect effect) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", effect.type().id());
    switch (effect) {
      case Effect.Refuse(), Effect.Hang(), Effect.Malformed(), Effect.Truncate() -> {}
      case Effect.Reset() -> fields.put("when", EffectBinder.BEFORE);
      case Effect.ResetAmid() -> fields.put("when", EffectBinder.AMID);
      case Effect.Slow(double factor) -> fields.put("factor", factor);
      case Effect.Leak(double growth) -> fields.put("growth", growth);
      case Effect.Overload(double growth) -> fields.put("growth", growth);
      case Effect.Delay(Distribution spread) ->
          fields.put("value", TrafficFields.distribution(spread));
      case Effect.Drip(double rate) -> fields.put("bytesPerSecond", rate);
      case Effect.RateLimit(double rate, int burst) -> {
        fields.put("rate", rate);
        fields.put("burst", burst);
      }
      case Effect.Pause(Duration period, Duration length) -> {
        fields.put("period", Durations.format(period));
        fields.put("length", Durations.format(length));
      }
      case Effect.Errors(double ratio, int status) -> {
        fields.put("ratio", ratio);
        fields.put("status", status);
      }
      case Effect.Flap(Duration period) -> fields.put("period", Durations.format(period));
    }
    return fields;
  }
}
