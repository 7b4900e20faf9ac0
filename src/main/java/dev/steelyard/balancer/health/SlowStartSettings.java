package dev.steelyard.balancer.health;

import dev.steelyard.balancer.node.SlowStartCurve;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How the weight of a node grows that came back or joined: by the factor max(minimum, (t /
/// window)^(1 / aggression)), t being the time since then, at least a millisecond.
///
/// Source: Envoy, `slow_start_config`, whose default for the least factor is 10 %.
///
/// @param window how long it takes to the whole weight, 10 ms to 1 h
/// @param aggression 1 for a straight line, more for a quick beginning, above 0 and at most 100
/// @param minimum the least factor, above 0 to 1
public record SlowStartSettings(Duration window, double aggression, double minimum)
    implements SlowStartCurve {
  public static final int MOST_AGGRESSION = 100;
  public static final Duration SHORTEST_WINDOW = Duration.ofMillis(10);
  public static final Duration LONGEST_WINDOW = Duration.ofHours(1);

  /// The preset for the classroom. In production it is off unless somebody wants it.
  public static final SlowStartSettings CLASSROOM =
      new SlowStartSettings(Duration.ofSeconds(10), 1, 0.1);

  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  public SlowStartSettings {
    Allowed.check("window", window, SHORTEST_WINDOW, LONGEST_WINDOW);
    Allowed.checkAboveZero("aggression", aggression, MOST_AGGRESSION);
    Allowed.checkAboveZero("minimum", minimum, 1);
  }

  @Override
  public double factor(long elapsedNanos) {
    double part = (double) Math.max(SHORTEST_NANOS, elapsedNanos) / window.toNanos();
    if (part >= 1) {
      return 1;
    }
    return Math.max(minimum, aggression == 1 ? part : Math.pow(part, 1 / aggression));
  }

  /// The settings in a few words.
  public String words() {
    return String.format(
        Locale.ROOT,
        "over %d ms, from %d %%, aggression %s",
        window.toMillis(),
        Math.round(minimum * 100),
        aggression);
  }
}
