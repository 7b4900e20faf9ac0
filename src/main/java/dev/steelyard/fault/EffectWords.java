package dev.steelyard.fault;

import dev.steelyard.traffic.Distribution;
import java.time.Duration;

/// Effects by name and in a few words.
final class EffectWords {
  private static final double MILLI = 1e6;

  private EffectWords() {}

  static FaultType type(Effect effect) {
    return switch (effect) {
      case Effect.Refuse() -> FaultType.REFUSE;
      case Effect.Flap(Duration _) -> FaultType.FLAP;
      case Effect.Pause(Duration _, Duration _) -> FaultType.PAUSE;
      case Effect.Hang() -> FaultType.HANG;
      case Effect.Reset(), Effect.ResetAmid() -> FaultType.RESET;
      case Effect.RateLimit(double _, int _) -> FaultType.RATE_LIMIT;
      case Effect.Errors(double _, int _) -> FaultType.ERRORS;
      case Effect.Slow(double _) -> FaultType.SLOW;
      case Effect.Leak(double _) -> FaultType.LEAK;
      case Effect.Overload(double _) -> FaultType.OVERLOAD;
      case Effect.Delay(Distribution _) -> FaultType.DELAY;
      case Effect.Malformed() -> FaultType.MALFORMED;
      case Effect.Truncate() -> FaultType.TRUNCATE;
      case Effect.Drip(double _) -> FaultType.DRIP;
    };
  }

  static String of(Effect effect) {
    return switch (effect) {
      case Effect.Refuse() -> "refuses connections";
      case Effect.Flap(Duration period) -> "flaps every " + seconds(period);
      case Effect.Pause(Duration period, Duration length) ->
          "pauses " + seconds(length) + " every " + seconds(period);
      case Effect.Hang() -> "hangs";
      case Effect.Reset() -> "resets connections";
      case Effect.ResetAmid() -> "resets connections amid the answer";
      case Effect.RateLimit(double rate, int _) ->
          "limits to " + Words.number(rate) + " requests/s";
      case Effect.Errors(double ratio, int status) ->
          "answers " + status + (ratio == 1 ? "" : " for " + percent(ratio));
      case Effect.Slow(double factor) -> "slow, " + Words.number(factor) + " times";
      case Effect.Leak(double growth) -> "leaks, " + percent(growth) + " slower each request";
      case Effect.Overload(double growth) ->
          "overloads, " + percent(growth) + " slower for each other request";
      case Effect.Delay(Distribution.Fixed(Duration value)) ->
          "delays answers " + Words.number(value.toNanos() / MILLI) + " ms";
      case Effect.Delay(Distribution spread) ->
          "delays answers " + Words.number(spread.meanNanos() / MILLI) + " ms on average";
      case Effect.Malformed() -> "answers with no HTTP";
      case Effect.Truncate() -> "cuts answers short";
      case Effect.Drip(double rate) -> "drips " + Words.number(rate) + " bytes/s";
    };
  }

  static String percent(double ratio) {
    return Words.number(ratio * 100) + " %";
  }

  private static String seconds(Duration duration) {
    return Words.number(duration.toMillis() / 1000.0) + " s";
  }
}
