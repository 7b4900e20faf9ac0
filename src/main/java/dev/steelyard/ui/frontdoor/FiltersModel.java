package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.SwitchedPart;
import dev.steelyard.ui.setting.TypedSetting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;

/// What the gateway does with a request before it looks for a route.
final class FiltersModel {
  private static final double LEAST_RATE = 0.001;
  private static final SizeLimits USUAL_LIMITS =
      new SizeLimits(OptionalLong.of(1_000_000), OptionalInt.of(8_192), OptionalInt.of(8_192));

  private final Setting<GatewaySettings> gateway;
  private final SwitchedPart<AccessLogSettings> accessLog;
  private final SwitchedPart<RateLimitSettings> rateLimit;
  private final SwitchedPart<SizeLimits> limits;
  private final KeysModel keys;

  /// @param maker makes keys that nobody can guess
  FiltersModel(Board<GatewaySettings> board, Supplier<String> maker) {
    gateway = Setting.of(board, settings -> settings, (before, settings) -> settings);
    accessLog =
        new SwitchedPart<>(
            gateway.part(GatewaySettings::accessLog, GatewaySettings::withAccessLog),
            AccessLogSettings.of("access.log"));
    rateLimit =
        new SwitchedPart<>(
            gateway.part(GatewaySettings::rateLimit, GatewaySettings::withRateLimit),
            RateLimitSettings.of(10));
    limits =
        new SwitchedPart<>(
            gateway.part(GatewaySettings::limits, GatewaySettings::withLimits), USUAL_LIMITS);
    keys =
        new KeysModel(
            gateway.part(GatewaySettings::authentication, GatewaySettings::withAuthentication),
            maker);
  }

  Setting<GatewaySettings> gateway() {
    return gateway;
  }

  /// How many are on.
  ObservableValue<Integer> count() {
    return gateway
        .now()
        .map(now ->
            (int)
                Stream.of(
                        now.requestId(),
                        now.accessLog().isPresent(),
                        now.authentication().isPresent(),
                        now.rateLimit().isPresent(),
                        now.limits().isPresent())
                    .filter(on -> on)
                    .count());
  }

  Setting<Boolean> requestId() {
    return gateway.part(GatewaySettings::requestId, GatewaySettings::withRequestId);
  }

  KeysModel keys() {
    return keys;
  }

  Setting<Boolean> accessLogOn() {
    return accessLog.on();
  }

  TypedSetting<String> accessLogFile() {
    return new TypedSetting<>(
        accessLog
            .part()
            .part(
                AccessLogSettings::file,
                (log, file) -> new AccessLogSettings(file, log.maxSize(), log.keep())),
        new Notation<>(text -> text, FiltersModel::file, "The path of a file"));
  }

  TypedSetting<Long> accessLogSize() {
    return new TypedSetting<>(
        accessLog
            .part()
            .part(
                AccessLogSettings::maxSize,
                (log, size) -> new AccessLogSettings(log.file(), size, log.keep())),
        bytes(AccessLogSettings.LEAST_SIZE, AccessLogSettings.MOST_SIZE));
  }

  TypedSetting<Integer> accessLogKept() {
    return new TypedSetting<>(
        accessLog
            .part()
            .part(
                AccessLogSettings::keep,
                (log, kept) -> new AccessLogSettings(log.file(), log.maxSize(), kept)),
        Notation.whole(0, AccessLogSettings.MOST_KEPT));
  }

  Setting<Boolean> rateLimitOn() {
    return rateLimit.on();
  }

  TypedSetting<Double> rate() {
    return new TypedSetting<>(
        rateLimit
            .part()
            .part(
                RateLimitSettings::rate,
                (limit, rate) -> new RateLimitSettings(rate, limit.burst())),
        Notation.decimal(LEAST_RATE, RateLimitSettings.MOST_RATE));
  }

  TypedSetting<Integer> burst() {
    return new TypedSetting<>(
        rateLimit
            .part()
            .part(
                RateLimitSettings::burst,
                (limit, burst) -> new RateLimitSettings(limit.rate(), burst)),
        Notation.whole(1, RateLimitSettings.MOST_BURST));
  }

  Setting<Boolean> limitsOn() {
    return limits.on();
  }

  TypedSetting<Optional<Long>> bodyLimit() {
    return new TypedSetting<>(
        limits
            .part()
            .part(
                part -> part.body().stream().boxed().findFirst(),
                (part, most) ->
                    new SizeLimits(
                        most.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        part.headers(),
                        part.uri())),
        orNone(bytes(0, SizeLimits.MOST_BODY)));
  }

  TypedSetting<Optional<Long>> headersLimit() {
    return new TypedSetting<>(
        limits
            .part()
            .part(
                part -> part.headers().stream().asLongStream().boxed().findFirst(),
                (part, most) -> new SizeLimits(part.body(), whole(most), part.uri())),
        orNone(bytes(1, SizeLimits.MOST_HEAD)));
  }

  TypedSetting<Optional<Long>> uriLimit() {
    return new TypedSetting<>(
        limits
            .part()
            .part(
                part -> part.uri().stream().asLongStream().boxed().findFirst(),
                (part, most) -> new SizeLimits(part.body(), part.headers(), whole(most))),
        orNone(bytes(1, SizeLimits.MOST_HEAD)));
  }

  private static OptionalInt whole(Optional<Long> value) {
    return value.map(some -> OptionalInt.of(Math.toIntExact(some))).orElse(OptionalInt.empty());
  }

  private static String file(String text) {
    return AccessLogSettings.of(text).file();
  }

  private static Notation<Long> bytes(long least, long most) {
    return new Notation<>(
        value -> Long.toString(value),
        text -> {
          long value = Long.parseLong(text.replace(",", ""));
          if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        },
        String.format(java.util.Locale.ROOT, "Whole number from %,d to %,d", least, most));
  }

  /// The same, or nothing for no limit.
  private static <T> Notation<Optional<T>> orNone(Notation<T> some) {
    return new Notation<>(
        value -> value.map(some.write()).orElse(""),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(some.read().read(text)),
        some.allowed() + ", or nothing for no limit");
  }

  /// In the order in which they act.
  static List<String> order() {
    return List.of("request id", "access log", "authentication", "rate limit", "size limits");
  }
}
