package dev.steelyard.balancer.route;

/// Where a line for each request of a real client is written.
///
/// @param file its path
/// @param maxSize how many bytes it holds before it is put aside, 10,000 to 10,000,000,000
/// @param keep how many files that were put aside are kept, 0 to 100
public record AccessLogSettings(String file, long maxSize, int keep) {
  public static final long LEAST_SIZE = 10_000;
  public static final long MOST_SIZE = 10_000_000_000L;
  public static final int MOST_KEPT = 100;
  public static final long DEFAULT_SIZE = 10_000_000;
  public static final int DEFAULT_KEPT = 5;

  public AccessLogSettings {
    if (file.isEmpty() || file.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("file: '" + file + "' must be the path of a file");
    }
    if (maxSize < LEAST_SIZE || maxSize > MOST_SIZE) {
      throw new IllegalArgumentException(
          "maxSize: " + maxSize + " must be from " + LEAST_SIZE + " to " + MOST_SIZE);
    }
    if (keep < 0 || keep > MOST_KEPT) {
      throw new IllegalArgumentException("keep: " + keep + " must be from 0 to " + MOST_KEPT);
    }
  }

  /// The defaults for everything but the file.
  public static AccessLogSettings of(String file) {
    return new AccessLogSettings(file, DEFAULT_SIZE, DEFAULT_KEPT);
  }
}
