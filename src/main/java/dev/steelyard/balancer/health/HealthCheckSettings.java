package dev.steelyard.balancer.health;

import java.time.Duration;

/// How nodes are checked actively.
///
/// @param path what is asked for, beginning with `/`
/// @param interval between the starts of two checks of one node, 10 ms to 1 h
/// @param timeout a check without an answer after this has failed, 1 ms to 1 h
/// @param rise checks in a row that must pass before a node that is down comes back, 1 to 100
/// @param fall checks in a row that must fail before a node that is up goes down, 1 to 100
/// @param warmUpProbes checks in a row that must pass before a member that joins later gets its
///   first request, 0 to 100
/// @param readmit whether a node that went down is asked again, and comes back when its checks
///   pass; false is the bad example, as in tutorials that take a node out of the very list which
///   they go through: once out it is never asked again
public record HealthCheckSettings(
    String path,
    Duration interval,
    Duration timeout,
    int rise,
    int fall,
    int warmUpProbes,
    boolean readmit) {
  public static final int DEFAULT_WARM_UP_PROBES = 2;
  public static final String DEFAULT_PATH = "/health";
  public static final int MOST_IN_A_ROW = 100;
  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  public static final Duration LONGEST = Duration.ofHours(1);

  /// Slow enough for real systems; HAProxy's defaults for `inter`, `rise` and `fall`.
  public static final HealthCheckSettings PRODUCTION =
      new HealthCheckSettings(DEFAULT_PATH, Duration.ofSeconds(2), Duration.ofSeconds(1), 2, 3);

  /// Fast enough to be watched.
  public static final HealthCheckSettings CLASSROOM =
      new HealthCheckSettings(DEFAULT_PATH, Duration.ofMillis(500), Duration.ofMillis(400), 2, 2);

  public HealthCheckSettings {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: '" + path + "' must begin with /");
    }
    Allowed.check("interval", interval, SHORTEST_INTERVAL, LONGEST);
    Allowed.check("timeout", timeout, SHORTEST_TIMEOUT, LONGEST);
    Allowed.check("rise", rise, 1, MOST_IN_A_ROW);
    Allowed.check("fall", fall, 1, MOST_IN_A_ROW);
    Allowed.check("warmUpProbes", warmUpProbes, 0, MOST_IN_A_ROW);
  }

  /// With the usual number of warm-up probes.
  public HealthCheckSettings(String path, Duration interval, Duration timeout, int rise, int fall) {
    this(path, interval, timeout, rise, fall, DEFAULT_WARM_UP_PROBES);
  }

  /// A node that went down is asked again.
  public HealthCheckSettings(
      String path, Duration interval, Duration timeout, int rise, int fall, int warmUpProbes) {
    this(path, interval, timeout, rise, fall, warmUpProbes, true);
  }

  public HealthCheckSettings withReadmit(boolean changed) {
    return new HealthCheckSettings(path, interval, timeout, rise, fall, warmUpProbes, changed);
  }

  /// The settings in a few words.
  public String words() {
    return "every "
        + interval.toMillis()
        + " ms, timeout "
        + timeout.toMillis()
        + " ms, rise "
        + rise
        + ", fall "
        + fall
        + (readmit ? "" : ", never back");
  }
}
