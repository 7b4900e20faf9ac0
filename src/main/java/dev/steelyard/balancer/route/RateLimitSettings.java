package dev.steelyard.balancer.route;

/// How often each client may come.
///
/// @param rate requests a second, above 0, at most 1,000,000
/// @param burst how many may come at once after a rest, 1 to 1,000,000
public record RateLimitSettings(double rate, int burst) {
  public static final double MOST_RATE = 1_000_000;
  public static final int MOST_BURST = 1_000_000;

  public RateLimitSettings {
    if (!(rate > 0 && rate <= MOST_RATE)) {
      throw new IllegalArgumentException(
          "rate: " + rate + " must be above 0 and at most " + MOST_RATE);
    }
    if (burst < 1 || burst > MOST_BURST) {
      throw new IllegalArgumentException("burst: " + burst + " must be from 1 to " + MOST_BURST);
    }
  }

  /// With what comes in a second as burst.
  public static RateLimitSettings of(double rate) {
    return new RateLimitSettings(rate, (int) Math.max(1, Math.ceil(rate)));
  }

  /// In a few words: `10 requests/s for each client, 20 at once`.
  public String words() {
    String perSecond = rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate);
    return perSecond + " requests/s for each client, " + burst + " at once";
  }
}
