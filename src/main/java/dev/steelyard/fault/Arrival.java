package dev.steelyard.fault;

/// What becomes of a request that arrives at a node.
public sealed interface Arrival {
  Arrival ENTERS = new Enters();
  Arrival HANGS = new Hangs();
  Arrival IS_RESET = new IsReset();

  /// It is served.
  record Enters() implements Arrival {}

  /// It gets no answer.
  record Hangs() implements Arrival {}

  /// Its connection is reset.
  record IsReset() implements Arrival {}

  /// It is answered at once, without work.
  ///
  /// @param retryAfterNanos whole seconds for `Retry-After`, in nanoseconds; -1 for none
  record IsAnswered(int status, long retryAfterNanos) implements Arrival {}
}
