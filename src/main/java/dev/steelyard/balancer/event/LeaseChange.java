package dev.steelyard.balancer.event;

/// What happened to a lease.
public enum LeaseChange {
  /// An instance registered.
  GRANTED("registered"),
  /// No heartbeat came in time.
  EXPIRED("lease ran out"),
  /// The instance deregistered.
  GIVEN_BACK("deregistered"),
  /// The registry lost its memory.
  FORGOTTEN("forgotten by the registry");

  private final String words;

  LeaseChange(String words) {
    this.words = words;
  }

  /// In a few words.
  public String words() {
    return words;
  }
}
