package dev.steelyard.fault;

/// An effect and whom it meets.
public record Fault(Effect effect, Scope scope) {
  /// The effect in a few words, with its scope unless that is everybody.
  public String words() {
    return switch (scope) {
      case BOTH -> effect.words();
      case TRAFFIC -> effect.words() + " (traffic only)";
      case HEALTH_CHECK -> effect.words() + " (health checks only)";
    };
  }
}
