package dev.steelyard.scenario;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.FaultType;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.scenario.text.Durations;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the effect of a fault.
final class EffectBinder {
  /// What `when` says of a reset.
  static final String BEFORE = "before";

  static final String AMID = "amid";

  private static final Choices TYPES =
      Choices.of(Arrays.stream(FaultType.values()).map(FaultType::id).toList());
  private static final Choices MOMENTS = Choices.of(List.of(BEFORE, AMID));

  private EffectBinder() {}

  /// The effect; empty if its type is not known, which is a problem then.
  static Optional<Effect> bind(Fields fields) {
    fields.require("type");
    Optional<FaultType> type = fields.choice("type", TYPES).flatMap(FaultType::find);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    Optional<Effect> effect = type.map(known -> strength(known.defaults(), fields));
    fields.done();
    return effect;
  }

  private static Effect strength(Effect defaults, Fields fields) {
    return switch (defaults) {
      case Effect.Refuse(), Effect.Hang(), Effect.Malformed(), Effect.Truncate() -> defaults;
      case Effect.Reset(), Effect.ResetAmid() -> reset(fields);
      case Effect.Slow(double factor) ->
          new Effect.Slow(fields.number("factor", factor, Range.above(1, Effect.Slow.MOST)));
      case Effect.Leak(double growth) -> new Effect.Leak(growth(fields, growth, Effect.Leak.MOST));
      case Effect.Overload(double growth) ->
          new Effect.Overload(growth(fields, growth, Effect.Overload.MOST));
      case Effect.Errors(double ratio, int status) ->
          new Effect.Errors(
              fields.number("ratio", ratio, Range.above(0, 1)),
              fields.whole(
                  "status", status, Effect.Errors.FIRST_STATUS, Effect.Errors.LAST_STATUS));
      case Effect.RateLimit(double rate, int _) -> rateLimit(fields, rate);
      case Effect.Delay(Distribution spread) -> new Effect.Delay(delay(fields, spread));
      case Effect.Drip(double rate) ->
          new Effect.Drip(
              fields.number("bytesPerSecond", rate, Range.of(Effect.Drip.LEAST, Effect.Drip.MOST)));
      case Effect.Flap(Duration period) ->
          new Effect.Flap(
              fields.duration("period", period, Effect.Flap.SHORTEST, Effect.Flap.LONGEST));
      case Effect.Pause(Duration period, Duration length) -> pause(fields, period, length);
    };
  }

  private static Effect reset(Fields fields) {
    return fields.choice("when", MOMENTS).orElse(BEFORE).equals(AMID)
        ? new Effect.ResetAmid()
        : new Effect.Reset();
  }

  private static double growth(Fields fields, double fallback, double most) {
    return fields.number("growth", fallback, Range.above(0, most));
  }

  private static Effect rateLimit(Fields fields, double fallback) {
    double rate = fields.number("rate", fallback, Range.above(0, Effect.RateLimit.MOST_RATE));
    int burst = Effect.RateLimit.defaultBurst(rate);
    return new Effect.RateLimit(rate, fields.whole("burst", burst, 1, Effect.RateLimit.MOST_BURST));
  }

  /// A duration, which is a fixed delay, or a distribution.
  private static Distribution delay(Fields fields, Distribution fallback) {
    if (fields.find("value").orElse(null) instanceof Located.Text) {
      return new Distribution.Fixed(
          fields.duration("value", Rules.NONE, Rules.NONE, Distribution.LONGEST));
    }
    return DistributionBinder.bind(fields, "value", fallback);
  }

  private static Effect pause(Fields fields, Duration defaultPeriod, Duration defaultLength) {
    Duration period =
        fields.duration("period", defaultPeriod, Effect.Pause.SHORTEST, Effect.Pause.LONGEST);
    Duration length =
        fields.duration(
            "length", defaultLength, Effect.Pause.SHORTEST_LENGTH, Effect.Pause.LONGEST);
    if (length.compareTo(period) >= 0) {
      fields.wrong(
          "length",
          "nothing of the period would be left",
          "less than the period, which is " + Durations.format(period));
      return new Effect.Pause(defaultPeriod, defaultLength);
    }
    return new Effect.Pause(period, length);
  }
}
