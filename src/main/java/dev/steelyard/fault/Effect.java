package dev.steelyard.fault;

import java.time.Duration;

/// One thing that is wrong with a node.
public sealed interface Effect {
  /// Its entry in the catalogue.
  FaultType type();

  /// What it is, in a few words: `errors 503 for 50 %`.
  String words();

  /// The port is closed: what is in flight breaks off, new connections are refused.
  record Refuse() implements Effect {
    @Override
    public FaultType type() {
      return FaultType.REFUSE;
    }

    @Override
    public String words() {
      return "refuses connections";
    }
  }

  /// Requests are taken and not answered. When the fault ends, their connections are reset, as by a
  /// restart.
  record Hang() implements Effect {
    @Override
    public FaultType type() {
      return FaultType.HANG;
    }

    @Override
    public String words() {
      return "hangs";
    }
  }

  /// Work takes longer.
  ///
  /// @param factor how many times as long, above 1, at most 1000
  record Slow(double factor) implements Effect {
    public static final double MOST = 1_000;

    public Slow {
      if (!(factor > 1 && factor <= MOST)) {
        throw new IllegalArgumentException(
            "factor: " + factor + " must be above 1 and at most " + MOST);
      }
    }

    @Override
    public FaultType type() {
      return FaultType.SLOW;
    }

    @Override
    public String words() {
      return "slow, " + Words.number(factor) + " times";
    }
  }

  /// Requests are answered with an error at once, without doing the work.
  ///
  /// @param ratio the share of the requests, above 0, at most 1
  /// @param status the HTTP status of the answer, 400 to 599
  record Errors(double ratio, int status) implements Effect {
    public static final int FIRST_STATUS = 400;
    public static final int LAST_STATUS = 599;

    public Errors {
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException("ratio: " + ratio + " must be above 0 and at most 1");
      }
      if (status < FIRST_STATUS || status > LAST_STATUS) {
        throw new IllegalArgumentException(
            "status: " + status + " must be from " + FIRST_STATUS + " to " + LAST_STATUS);
      }
    }

    @Override
    public FaultType type() {
      return FaultType.ERRORS;
    }

    @Override
    public String words() {
      return ratio == 1
          ? "answers " + status
          : "answers " + status + " for " + Words.number(ratio * 100) + " %";
    }
  }

  /// Connections are reset when the request has arrived, before any byte of an answer.
  record Reset() implements Effect {
    @Override
    public FaultType type() {
      return FaultType.RESET;
    }

    @Override
    public String words() {
      return "resets connections";
    }
  }

  /// The port closes and opens in turn: half of each period closed, beginning closed.
  ///
  /// @param period one down and one up together, 100 ms to 1 h
  record Flap(Duration period) implements Effect {
    public static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofHours(1);

    public Flap {
      if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "period: " + period + " must be from " + SHORTEST + " to " + LONGEST);
      }
    }

    @Override
    public FaultType type() {
      return FaultType.FLAP;
    }

    @Override
    public String words() {
      return "flaps every " + Words.number(period.toMillis() / 1000.0) + " s";
    }
  }
}
