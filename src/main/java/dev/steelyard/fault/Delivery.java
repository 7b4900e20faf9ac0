package dev.steelyard.fault;

/// How an answer goes out.
///
/// @param delayNanos how long it is held back first, 0 or more
/// @param ending how much of it goes out
/// @param bytesPerSecond how fast its body goes out; 0 for all at once
public record Delivery(long delayNanos, Ending ending, double bytesPerSecond) {
  /// At once and whole.
  public static final Delivery PLAIN = new Delivery(0, Ending.WHOLE, 0);

  public boolean isPlain() {
    return equals(PLAIN);
  }

  Delivery endingAs(Ending changed) {
    return new Delivery(delayNanos, changed, bytesPerSecond);
  }
}
