package dev.steelyard.metrics;

/// The counts that must always add up, since the start of the run.
///
/// @param inFlight requests that have not ended, by the balancers' own count
/// @param attempts all attempts that nodes got, each counted for its node
/// @param attemptsInFlight those that have not ended
public record Books(
    long generated,
    long succeeded,
    long failed,
    long inFlight,
    long attempts,
    long first,
    long retries,
    long hedges,
    long attemptsInFlight) {
  public static final Books EMPTY = new Books(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// Whether nothing was lost or counted twice: generated = succeeded + failed + in flight,
  /// attempts = first tries + retries + hedges.
  public boolean balance() {
    return generated == succeeded + failed + inFlight && attempts == first + retries + hedges;
  }
}
