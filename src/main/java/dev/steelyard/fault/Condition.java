package dev.steelyard.fault;

import java.util.Collection;

/// What a request meets that comes to a node now: all faults that are on, composed.
///
/// The gravest acts: a closed port before a hang, a hang before a reset, a reset before an error,
/// and what passes all of them is slow. Factors of slowness multiply; of several error faults the
/// one with the greatest ratio acts.
///
/// @param refuse the port is closed
/// @param hang the request is taken and not answered
/// @param reset the connection is reset
/// @param errorRatio the share of requests answered with an error, 0 to 1
/// @param errorStatus the status of those answers
/// @param slowFactor how many times as long the work takes, 1 or more
public record Condition(
    boolean refuse,
    boolean hang,
    boolean reset,
    double errorRatio,
    int errorStatus,
    double slowFactor) {
  /// Nothing is wrong.
  public static final Condition GOOD = new Condition(false, false, false, 0, 0, 1);

  /// The composition of `effects`. A flap stands for nothing by itself: its driver turns it into a
  /// refusal for half of the time.
  public static Condition of(Collection<Effect> effects) {
    Condition condition = GOOD;
    for (Effect effect : effects) {
      condition = condition.with(effect);
    }
    return condition;
  }

  private Condition with(Effect effect) {
    return switch (effect) {
      case Effect.Refuse() -> new Condition(true, hang, reset, errorRatio, errorStatus, slowFactor);
      case Effect.Hang() -> new Condition(refuse, true, reset, errorRatio, errorStatus, slowFactor);
      case Effect.Reset() -> new Condition(refuse, hang, true, errorRatio, errorStatus, slowFactor);
      case Effect.Errors(double ratio, int status) ->
          ratio > errorRatio ? new Condition(refuse, hang, reset, ratio, status, slowFactor) : this;
      case Effect.Slow(double factor) ->
          new Condition(refuse, hang, reset, errorRatio, errorStatus, slowFactor * factor);
      case Effect.Flap flap -> this;
    };
  }

  /// How bad this is for whoever meets it.
  public Truth truth() {
    if (refuse || hang || reset || errorRatio == 1) {
      return Truth.BROKEN;
    }
    return errorRatio > 0 || slowFactor > 1 ? Truth.DEGRADED : Truth.HEALTHY;
  }
}
