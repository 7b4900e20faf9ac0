package dev.steelyard.fault;

/// An effect, whom it meets, and which of their requests.
///
/// @param selection all, if the effect acts on the node as a whole
public record Fault(Effect effect, Scope scope, Selection selection) {
  public Fault {
    if (effect instanceof Effect.OnNode && !selection.equals(Selection.ALL)) {
      throw new IllegalArgumentException(
          "selection: '"
              + effect.type().id()
              + "' acts on the node as a whole; must be all requests");
    }
  }

  /// A fault for every request in its scope.
  public Fault(Effect effect, Scope scope) {
    this(effect, scope, Selection.ALL);
  }

  /// The effect in a few words, with its selection and scope unless that is everybody.
  public String words() {
    String chosen = selection.words();
    String which = chosen.isEmpty() ? "" : " (" + chosen + ")";
    return switch (scope) {
      case BOTH -> effect.words() + which;
      case TRAFFIC -> effect.words() + which + " (traffic only)";
      case HEALTH_CHECK -> effect.words() + which + " (health checks only)";
    };
  }

  /// How bad this is for the traffic while it acts.
  public Truth truth() {
    if (!scope.meetsTraffic()) {
      return Truth.HEALTHY;
    }
    return servesNobody() && selection.leavesNoneOut() ? Truth.BROKEN : Truth.DEGRADED;
  }

  private boolean servesNobody() {
    return switch (effect) {
      case Effect.Refuse _, Effect.Flap _, Effect.Hang _, Effect.Reset _ -> true;
      case Effect.ResetAmid _, Effect.Truncate _, Effect.Malformed _ -> true;
      case Effect.Errors(double ratio, int _) -> ratio == 1;
      case Effect.Pause _, Effect.RateLimit _, Effect.Delay _, Effect.Drip _ -> false;
      case Effect.OnWork _ -> false;
    };
  }
}
