package dev.steelyard.balancer.retry;

import java.time.Duration;

/// How long a request waits before it is tried again.
public sealed interface BackoffSettings {
  BackoffSettings NONE = new None();

  Duration SHORTEST = Duration.ofMillis(1);
  Duration LONGEST = Duration.ofMinutes(1);
  Duration DEFAULT_BASE = Duration.ofMillis(50);
  Duration DEFAULT_CAP = Duration.ofSeconds(2);

  /// The name in scenario files: `exponential`.
  String type();

  /// The settings in a few words.
  String words();

  /// Retries follow at once.
  record None() implements BackoffSettings {
    @Override
    public String type() {
      return "none";
    }

    @Override
    public String words() {
      return "at once";
    }
  }

  /// Each wait is the same but for the jitter.
  ///
  /// @param base the wait d, 1 ms to 1 min
  /// @param jitter any but decorrelated, which grows
  record Fixed(Duration base, Jitter jitter) implements BackoffSettings {
    public Fixed {
      check("base", base, SHORTEST);
      if (jitter == Jitter.DECORRELATED) {
        throw new IllegalArgumentException(
            "jitter: decorrelated must be none, full or equal where the backoff is fixed");
      }
    }

    @Override
    public String type() {
      return "fixed";
    }

    @Override
    public String words() {
      return "after " + base.toMillis() + " ms" + jittered(jitter);
    }
  }

  /// The wait d before retry n = 0, 1, 2, ... is base x 2^n, at most the cap.
  ///
  /// @param base 1 ms to 1 min
  /// @param cap the base to 1 min
  record Exponential(Duration base, Duration cap, Jitter jitter) implements BackoffSettings {
    public Exponential {
      check("base", base, SHORTEST);
      check("cap", cap, base);
    }

    @Override
    public String type() {
      return "exponential";
    }

    @Override
    public String words() {
      return "after " + base.toMillis() + " to " + cap.toMillis() + " ms" + jittered(jitter);
    }
  }

  private static String jittered(Jitter jitter) {
    return jitter == Jitter.NONE ? "" : ", " + jitter.word() + " jitter";
  }

  private static void check(String field, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + least + " to " + LONGEST);
    }
  }
}
