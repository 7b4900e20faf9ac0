package dev.steelyard.traffic;

/// Who sends the requests.
///
/// @param count how many clients there are, 1 to 1,000,000
/// @param skew how unevenly they send: the client of rank r sends in proportion to 1 / r^skew
///   (Zipf); 0 for evenly, at most 10
public record Clients(int count, double skew) {
  public static final int MOST = 1_000_000;
  public static final double MOST_SKEW = 10;
  public static final Clients DEFAULTS = new Clients(100, 0);

  public Clients {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count: " + count + " must be from 1 to " + MOST);
    }
    if (!(skew >= 0 && skew <= MOST_SKEW)) {
      throw new IllegalArgumentException("skew: " + skew + " must be from 0 to " + MOST_SKEW);
    }
  }
}
