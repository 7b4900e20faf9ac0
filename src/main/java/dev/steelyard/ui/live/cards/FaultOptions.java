package dev.steelyard.ui.live.cards;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.Scope;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How strong the faults of one node are and whom they meet, when their buttons are pressed.
///
/// @param scope whom they meet
/// @param slowFactor how many times as long work takes
/// @param errorRatio the share of requests that get an error, above 0, at most 1
/// @param errorStatus the HTTP status of an error
/// @param flapPeriod one down and one up together
/// @param others the strength of all others, where it is not that of the catalogue
record FaultOptions(
    Scope scope,
    double slowFactor,
    double errorRatio,
    int errorStatus,
    Duration flapPeriod,
    Map<FaultType, Effect> others) {
  /// What the screen offers.
  static final List<Double> SLOW_FACTORS = List.of(2.0, 5.0, 10.0, 50.0);

  static final List<Double> ERROR_RATIOS = List.of(0.1, 0.5, 1.0);
  static final List<Integer> ERROR_STATUSES = List.of(500, 502, 503, 504);
  static final List<Duration> FLAP_PERIODS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10));

  static final List<Effect> RESETS = List.of(new Effect.Reset(), new Effect.ResetAmid());

  /// The strengths of the catalogue, for everybody.
  static final FaultOptions DEFAULTS =
      new FaultOptions(Scope.BOTH, 10, 1, 503, Duration.ofSeconds(4), Map.of());

  FaultOptions {
    others = Map.copyOf(others);
  }

  FaultOptions withScope(Scope changed) {
    return new FaultOptions(changed, slowFactor, errorRatio, errorStatus, flapPeriod, others);
  }

  FaultOptions withSlowFactor(double changed) {
    return new FaultOptions(scope, changed, errorRatio, errorStatus, flapPeriod, others);
  }

  FaultOptions withErrorRatio(double changed) {
    return new FaultOptions(scope, slowFactor, changed, errorStatus, flapPeriod, others);
  }

  FaultOptions withErrorStatus(int changed) {
    return new FaultOptions(scope, slowFactor, errorRatio, changed, flapPeriod, others);
  }

  FaultOptions withFlapPeriod(Duration changed) {
    return new FaultOptions(scope, slowFactor, errorRatio, errorStatus, changed, others);
  }

  FaultOptions withOther(Effect changed) {
    Map<FaultType, Effect> effects = new EnumMap<>(FaultType.class);
    effects.putAll(others);
    effects.put(changed.type(), changed);
    return new FaultOptions(scope, slowFactor, errorRatio, errorStatus, flapPeriod, effects);
  }

  /// The strength of a fault that has no field of its own here.
  Effect other(FaultType type) {
    return others.getOrDefault(type, type.defaults());
  }

  /// The fault that a button or a place in the menu begins.
  Fault fault(FaultType type) {
    Effect effect =
        switch (type) {
          case REFUSE, HANG -> type.defaults();
          case SLOW -> new Effect.Slow(slowFactor);
          case ERRORS -> new Effect.Errors(errorRatio, errorStatus);
          case FLAP -> new Effect.Flap(flapPeriod);
          case RESET, DELAY, RATE_LIMIT, TRUNCATE, MALFORMED, DRIP, PAUSE, LEAK, OVERLOAD ->
              other(type);
        };
    return new Fault(effect, scope);
  }
}
