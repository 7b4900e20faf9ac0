package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastResponseTimeSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PeakEwmaSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;

/// The strategy and its settings, but those of {@link KeyedModel}.
final class StrategyModel {
  private final Setting<StrategySpec> strategy;

  StrategyModel(Board<BalancerSettings> board) {
    strategy = Setting.of(board, BalancerSettings::strategy, BalancerSettings::withStrategy);
  }

  Setting<StrategySpec> strategy() {
    return strategy;
  }

  /// The strategy by its entry in the catalogue; another one begins with its defaults.
  Setting<StrategyType> strategyType() {
    return strategy.part(
        StrategySpec::type, (now, type) -> now.type() == type ? now : type.defaults());
  }

  TypedSetting<Integer> choices() {
    return new TypedSetting<>(
        strategy.part(
            now ->
                now instanceof PowerOfTwoSpec(int choices)
                    ? choices
                    : PowerOfTwoSpec.DEFAULT_CHOICES,
            (now, choices) -> new PowerOfTwoSpec(choices)),
        Notation.whole(1, PowerOfTwoSpec.MOST_CHOICES));
  }

  Setting<Ties> ties() {
    return strategy.part(
        now -> now instanceof LeastConnectionsSpec(Ties ties) ? ties : Ties.RANDOM,
        (now, ties) -> new LeastConnectionsSpec(ties));
  }

  TypedSetting<Integer> maxFails() {
    return new TypedSetting<>(
        strategy.part(
            now ->
                now instanceof WeightedRoundRobinSpec(int maxFails)
                    ? maxFails
                    : WeightedRoundRobinSpec.DEFAULT_MAX_FAILS,
            (now, maxFails) -> new WeightedRoundRobinSpec(maxFails)),
        Notation.whole(0, WeightedRoundRobinSpec.MOST_MAX_FAILS));
  }

  /// How long response times count; for the strategies that go by them.
  TypedSetting<Duration> decay() {
    return new TypedSetting<>(
        responseTimes()
            .part(ResponseTimes::decay, (now, to) -> new ResponseTimes(to, now.failurePenalty())),
        Durations.from(ResponseTimes.SHORTEST_DECAY, ResponseTimes.LONGEST));
  }

  /// What a failed attempt counts as at least; for the strategies that go by response times.
  TypedSetting<Duration> failurePenalty() {
    return new TypedSetting<>(
        responseTimes()
            .part(ResponseTimes::failurePenalty, (now, to) -> new ResponseTimes(now.decay(), to)),
        Durations.from(Duration.ZERO, ResponseTimes.LONGEST));
  }

  private Setting<ResponseTimes> responseTimes() {
    return strategy.part(
        now ->
            switch (now) {
              case LeastResponseTimeSpec(ResponseTimes times) -> times;
              case PeakEwmaSpec(ResponseTimes times) -> times;
              default -> PeakEwmaSpec.DEFAULT_TIMES;
            },
        (now, times) ->
            now instanceof LeastResponseTimeSpec
                ? new LeastResponseTimeSpec(times)
                : new PeakEwmaSpec(times));
  }
}
