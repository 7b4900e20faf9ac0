package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.BoundedRingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.RingHashSpec;
import dev.steelyard.balancer.strategy.KeyedSpec.StickySpec;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.util.Arrays;
import java.util.List;

/// The settings of strategies that heed a key. Each is there for the strategies that have it.
///
/// @param strategy the strategy that they belong to
record KeyedModel(Setting<StrategySpec> strategy) {
  /// What may choose first where sticky remembers.
  static final List<StrategyType> FIRST =
      Arrays.stream(StrategyType.values()).filter(type -> type != StrategyType.STICKY).toList();

  TypedSetting<HashKey> key() {
    return new TypedSetting<>(
        strategy.part(
            now -> now instanceof KeyedSpec keyed ? keyed.key() : HashKey.CLIENT,
            (now, key) -> now instanceof KeyedSpec keyed ? keyed.withKey(key) : now),
        new Notation<>(
            HashKey::word,
            text -> HashKey.find(text).orElseThrow(IllegalArgumentException::new),
            HashKey.FORM_WORDS));
  }

  TypedSetting<Integer> points() {
    return new TypedSetting<>(
        strategy.part(KeyedModel::points, KeyedModel::withPoints),
        Notation.whole(1, RingHashSpec.MOST_POINTS));
  }

  TypedSetting<Double> balanceFactor() {
    return new TypedSetting<>(
        strategy.part(
            now ->
                now instanceof BoundedRingHashSpec bounded
                    ? bounded.balanceFactor()
                    : BoundedRingHashSpec.DEFAULT_BALANCE_FACTOR,
            (now, factor) ->
                now instanceof BoundedRingHashSpec bounded
                    ? new BoundedRingHashSpec(bounded.key(), bounded.points(), factor)
                    : now),
        Notation.decimal(
            BoundedRingHashSpec.LEAST_BALANCE_FACTOR, BoundedRingHashSpec.MOST_BALANCE_FACTOR));
  }

  /// The strategy that chooses first, by its entry in the catalogue.
  Setting<StrategyType> first() {
    return strategy.part(
        now -> now instanceof StickySpec sticky ? sticky.first().type() : FIRST.getFirst(),
        (now, type) ->
            now instanceof StickySpec sticky && sticky.first().type() != type
                ? new StickySpec(sticky.key(), type.defaults())
                : now);
  }

  private static int points(StrategySpec spec) {
    if (spec instanceof RingHashSpec ring) {
      return ring.points();
    }
    return spec instanceof BoundedRingHashSpec bounded
        ? bounded.points()
        : RingHashSpec.DEFAULT_POINTS;
  }

  private static StrategySpec withPoints(StrategySpec spec, int points) {
    if (spec instanceof RingHashSpec ring) {
      return new RingHashSpec(ring.key(), points);
    }
    return spec instanceof BoundedRingHashSpec bounded
        ? new BoundedRingHashSpec(bounded.key(), points, bounded.balanceFactor())
        : spec;
  }
}
