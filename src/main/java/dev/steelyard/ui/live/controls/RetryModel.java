package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BackoffSettings.None;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.SwitchedPart;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The settings of timeouts, retries and hedges.
///
/// What belongs to one kind of backoff, limit or hedge only shows its default while another kind is
/// on, and cannot be changed then.
final class RetryModel {
  private static final Duration FIRST_REQUEST_TIMEOUT = Duration.ofSeconds(2);

  private final Setting<Duration> timeout;
  private final SwitchedPart<Duration> requestTimeout;
  private final SwitchedPart<RetrySettings> retry;
  private final SwitchedPart<HedgeSettings> hedge;
  private final Setting<BackoffSettings> backoff;
  private final Setting<Optional<LimitSettings>> limit;

  RetryModel(Board<BalancerSettings> board) {
    timeout = Setting.of(board, BalancerSettings::timeout, BalancerSettings::withTimeout);
    requestTimeout =
        new SwitchedPart<>(
            Setting.of(
                board, BalancerSettings::requestTimeout, BalancerSettings::withRequestTimeout),
            FIRST_REQUEST_TIMEOUT);
    retry =
        new SwitchedPart<>(
            Setting.of(board, BalancerSettings::retry, BalancerSettings::withRetry),
            RetrySettings.DEFAULTS);
    hedge =
        new SwitchedPart<>(
            Setting.of(board, BalancerSettings::hedge, BalancerSettings::withHedge),
            HedgeSettings.DEFAULTS);
    backoff = retry.part().part(RetrySettings::backoff, RetrySettings::withBackoff);
    limit = retry.part().part(RetrySettings::limit, RetrySettings::withLimit);
  }

  /// The time allowed for each attempt.
  TypedSetting<Duration> timeout() {
    return new TypedSetting<>(timeout, timeouts());
  }

  Setting<Boolean> requestsBounded() {
    return requestTimeout.on();
  }

  /// The time allowed for a whole request.
  TypedSetting<Duration> requestTimeout() {
    return new TypedSetting<>(requestTimeout.part(), timeouts());
  }

  Setting<Boolean> retries() {
    return retry.on();
  }

  TypedSetting<Integer> maxAttempts() {
    return new TypedSetting<>(
        retry.part().part(RetrySettings::maxAttempts, RetrySettings::withMaxAttempts),
        Notation.whole(1, RetrySettings.MOST_ATTEMPTS));
  }

  Setting<Boolean> retryOn500() {
    return retry.part().part(RetrySettings::retryOn500, RetrySettings::withRetryOn500);
  }

  /// Another kind begins with its defaults.
  Setting<BackoffKind> backoff() {
    return backoff.part(
        BackoffKind::of, (now, kind) -> BackoffKind.of(now) == kind ? now : kind.defaults());
  }

  /// The wait before the first retry; the longest grows with it where it must.
  TypedSetting<Duration> base() {
    return new TypedSetting<>(
        backoff.part(
            now ->
                switch (now) {
                  case None() -> BackoffSettings.DEFAULT_BASE;
                  case Fixed(Duration base, Jitter jitter) -> base;
                  case Exponential(Duration base, Duration cap, Jitter jitter) -> base;
                },
            (now, base) ->
                switch (now) {
                  case None() -> now;
                  case Fixed(Duration before, Jitter jitter) -> new Fixed(base, jitter);
                  case Exponential(Duration before, Duration cap, Jitter jitter) ->
                      new Exponential(base, base.compareTo(cap) > 0 ? base : cap, jitter);
                }),
        waits());
  }

  /// The longest wait; the first shrinks with it where it must.
  TypedSetting<Duration> cap() {
    return new TypedSetting<>(
        backoff.part(
            now ->
                now instanceof Exponential doubling ? doubling.cap() : BackoffSettings.DEFAULT_CAP,
            (now, cap) ->
                now instanceof Exponential(Duration base, Duration before, Jitter jitter)
                    ? new Exponential(base.compareTo(cap) > 0 ? cap : base, cap, jitter)
                    : now),
        waits());
  }

  /// The jitter of a fixed wait.
  Setting<Jitter> fixedJitter() {
    return backoff.part(
        now -> now instanceof Fixed fixed ? fixed.jitter() : Jitter.NONE,
        (now, jitter) -> now instanceof Fixed fixed ? new Fixed(fixed.base(), jitter) : now);
  }

  /// The jitter of a doubling wait.
  Setting<Jitter> jitter() {
    return backoff.part(
        now -> now instanceof Exponential doubling ? doubling.jitter() : Jitter.FULL,
        (now, jitter) ->
            now instanceof Exponential doubling
                ? new Exponential(doubling.base(), doubling.cap(), jitter)
                : now);
  }

  /// Another kind begins with its defaults.
  Setting<LimitKind> limit() {
    return limit.part(
        LimitKind::of, (now, kind) -> LimitKind.of(now) == kind ? now : kind.defaults());
  }

  TypedSetting<Double> ratio() {
    return budget(
        BudgetSettings::ratio,
        (now, to) -> new BudgetSettings(to, now.minPerSecond(), now.ttl()),
        Notation.decimal(0, BudgetSettings.MOST_RATIO));
  }

  TypedSetting<Integer> minPerSecond() {
    return budget(
        BudgetSettings::minPerSecond,
        (now, to) -> new BudgetSettings(now.ratio(), to, now.ttl()),
        Notation.whole(0, BudgetSettings.MOST_PER_SECOND));
  }

  TypedSetting<Integer> maxTokens() {
    return throttle(
        ThrottleSettings::maxTokens,
        (now, to) -> new ThrottleSettings(to, now.tokenRatio()),
        Notation.whole(1, ThrottleSettings.MOST_TOKENS));
  }

  TypedSetting<Double> tokenRatio() {
    return throttle(
        ThrottleSettings::tokenRatio,
        (now, to) -> new ThrottleSettings(now.maxTokens(), to),
        Notation.decimal(ThrottleSettings.LEAST_RATIO, ThrottleSettings.MOST_RATIO));
  }

  Setting<Boolean> hedges() {
    return hedge.on();
  }

  /// Another kind begins with its defaults.
  Setting<HedgeKind> hedge() {
    return hedge
        .part()
        .part(HedgeKind::of, (now, kind) -> HedgeKind.of(now) == kind ? now : kind.defaults());
  }

  TypedSetting<Duration> hedgeDelay() {
    return new TypedSetting<>(
        hedge
            .part()
            .part(
                now -> now instanceof AfterDelay delay ? delay.after() : AfterDelay.DEFAULT,
                (now, after) -> now instanceof AfterDelay ? new AfterDelay(after) : now),
        Durations.from(Duration.ZERO, HedgeSettings.LONGEST));
  }

  TypedSetting<Double> hedgePercentile() {
    return new TypedSetting<>(
        hedge
            .part()
            .part(
                now ->
                    now instanceof AtPercentile percentile
                        ? percentile.percentile()
                        : AtPercentile.DEFAULT,
                (now, to) ->
                    now instanceof AtPercentile percentile
                        ? new AtPercentile(to, percentile.window())
                        : now),
        Notation.percent(AtPercentile.LEAST, AtPercentile.MOST));
  }

  private <T> TypedSetting<T> budget(
      Function<BudgetSettings, T> get,
      BiFunction<BudgetSettings, T, BudgetSettings> with,
      Notation<T> notation) {
    return new TypedSetting<>(
        limit.part(
            now ->
                get.apply(
                    now.orElse(null) instanceof BudgetSettings on ? on : BudgetSettings.DEFAULTS),
            (now, to) ->
                now.orElse(null) instanceof BudgetSettings on
                    ? Optional.of(with.apply(on, to))
                    : now),
        notation);
  }

  private <T> TypedSetting<T> throttle(
      Function<ThrottleSettings, T> get,
      BiFunction<ThrottleSettings, T, ThrottleSettings> with,
      Notation<T> notation) {
    return new TypedSetting<>(
        limit.part(
            now ->
                get.apply(
                    now.orElse(null) instanceof ThrottleSettings on
                        ? on
                        : ThrottleSettings.DEFAULTS),
            (now, to) ->
                now.orElse(null) instanceof ThrottleSettings on
                    ? Optional.of(with.apply(on, to))
                    : now),
        notation);
  }

  private static Notation<Duration> timeouts() {
    return Durations.from(BalancerSettings.SHORTEST_TIMEOUT, BalancerSettings.LONGEST_TIMEOUT);
  }

  private static Notation<Duration> waits() {
    return Durations.from(BackoffSettings.SHORTEST, BackoffSettings.LONGEST);
  }
}
