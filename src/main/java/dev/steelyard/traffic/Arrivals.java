package dev.steelyard.traffic;

import java.util.Locale;

/// How requests come about: at a rate whatever becomes of them (open), or from users who wait for
/// their answers (closed).
public sealed interface Arrivals {
  Arrivals POISSON = Open.POISSON;
  Arrivals CONSTANT = Open.CONSTANT;

  /// The name in scenario files: `poisson`, `constant`, `closed`.
  String word();

  /// Requests come at the rate of a shape, whether or not earlier ones have been answered. This is
  /// how many independent users behave, and what shows a client's true wait.
  enum Open implements Arrivals {
    /// Independent of each other, as from many users: exponential gaps.
    POISSON,
    /// Evenly, like a metronome.
    CONSTANT;

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A fixed number of users; each sends a request, waits until it has ended, well or badly,
  /// thinks, and sends the next one. There is no rate: it follows from how long the answers take.
  /// Latency counts from the end of the thinking.
  ///
  /// **A closed loop hides latency.** While a node stands still, its users wait and send nothing,
  /// so the many requests that would have met the pause from independent users are never made, and
  /// the percentiles look as if it had hardly been (coordinated omission). Load generators with a
  /// fixed number of connections or virtual users are closed loops. Which requests there are
  /// depends on the answers, too, so two strategies do not meet the same traffic.
  ///
  /// A user begins somewhere within a think time, not with all others at once. It sends at most one
  /// request a millisecond: without that bound, users who think no time and are refused at once
  /// would go on for ever in one moment of virtual time.
  ///
  /// @param users how many, 1 to 10,000
  /// @param think how long a user thinks between an answer and the next request
  record Closed(int users, Distribution think) implements Arrivals {
    public static final int MOST_USERS = 10_000;

    public Closed {
      if (users < 1 || users > MOST_USERS) {
        throw new IllegalArgumentException("users: " + users + " must be from 1 to " + MOST_USERS);
      }
    }

    @Override
    public String word() {
      return "closed";
    }
  }
}
