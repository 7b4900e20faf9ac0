package dev.steelyard.fault;

import dev.steelyard.traffic.Distribution;
import java.time.Duration;

/// One thing that is wrong with a node.
///
/// Where it meets a request says its kind; {@link Condition} composes several.
public sealed interface Effect {
  /// Its entry in the catalogue.
  default FaultType type() {
    return EffectWords.type(this);
  }

  /// What it is, in a few words: `answers 503 for 50 %`.
  default String words() {
    return EffectWords.of(this);
  }

  /// Acts on a port or on the node's time, and so on everybody at once; it cannot be meant for
  /// single requests.
  sealed interface OnNode extends Effect {}

  /// Meets requests as they arrive, before any work.
  sealed interface OnArrival extends Effect {}

  /// Meets requests as their work begins, and makes it longer.
  sealed interface OnWork extends Effect {
    /// No single fault makes work longer than so many times.
    double MOST_FACTOR = 1_000;

    /// How many times as long the work takes.
    ///
    /// @param before requests that the fault met before, since the node was last restarted
    /// @param others other requests of the traffic that are in the node, working or waiting
    double factor(long before, int others);
  }

  /// Meets answers as they are ready to go out, whatever their status.
  sealed interface OnAnswer extends Effect {}

  /// The port is closed: what is in flight breaks off, new connections are refused. Closing the
  /// traffic's port restarts the node: what leaked is free again.
  record Refuse() implements OnNode {}

  /// The port closes and opens in turn: half of each period closed, beginning closed.
  ///
  /// @param period one down and one up together, 100 ms to 1 h
  record Flap(Duration period) implements OnNode {
    public static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofHours(1);

    public Flap {
      check("period", period, SHORTEST, LONGEST);
    }
  }

  /// All work stops again and again, as for a garbage collector: the node's time stands still. Work
  /// in service is late by the whole length, nothing is answered, not even an error, and what
  /// arrives meanwhile waits in its socket until the end.
  ///
  /// @param period from one pause to the beginning of the next, 10 ms to 1 h; begins with a pause
  /// @param length how long each takes, 1 ms or more, shorter than the period
  record Pause(Duration period, Duration length) implements OnNode {
    public static final Duration SHORTEST = Duration.ofMillis(10);
    public static final Duration LONGEST = Duration.ofHours(1);
    public static final Duration SHORTEST_LENGTH = Duration.ofMillis(1);

    public Pause {
      check("period", period, SHORTEST, LONGEST);
      if (length.compareTo(SHORTEST_LENGTH) < 0 || length.compareTo(period) >= 0) {
        throw new IllegalArgumentException(
            "length: " + length + " must be from " + SHORTEST_LENGTH + " to less than " + period);
      }
    }
  }

  /// Requests are taken and not answered. When the fault ends, their connections are reset, as by a
  /// restart.
  record Hang() implements OnArrival {}

  /// Connections are reset when the request has arrived, before any byte of an answer.
  record Reset() implements OnArrival {}

  /// More than so many requests a second are answered 429 at once, with the whole seconds until the
  /// next one may pass in `Retry-After`: a token bucket, full at the beginning. A request that the
  /// fault leaves out takes no token.
  ///
  /// @param rate tokens that come each second, above 0, at most 1,000,000
  /// @param burst tokens that the bucket holds, 1 to 1,000,000
  record RateLimit(double rate, int burst) implements OnArrival {
    public static final double MOST_RATE = 1_000_000;
    public static final int MOST_BURST = 1_000_000;

    public RateLimit {
      checkAbove0("rate", rate, MOST_RATE);
      if (burst < 1 || burst > MOST_BURST) {
        throw new IllegalArgumentException("burst: " + burst + " must be from 1 to " + MOST_BURST);
      }
    }

    /// A limit that lets the requests of one second through at once.
    public RateLimit(double rate) {
      this(rate, defaultBurst(rate));
    }

    /// What comes in one second, at least 1.
    public static int defaultBurst(double rate) {
      return (int) Math.max(1, Math.ceil(rate));
    }
  }

  /// Requests are answered with an error at once, without doing the work.
  ///
  /// @param ratio the share of the requests, above 0, at most 1
  /// @param status the HTTP status of the answer, 400 to 599
  record Errors(double ratio, int status) implements OnArrival {
    public static final int FIRST_STATUS = 400;
    public static final int LAST_STATUS = 599;

    public Errors {
      checkAbove0("ratio", ratio, 1);
      if (status < FIRST_STATUS || status > LAST_STATUS) {
        throw new IllegalArgumentException(
            "status: " + status + " must be from " + FIRST_STATUS + " to " + LAST_STATUS);
      }
    }
  }

  /// Work takes longer.
  ///
  /// @param factor how many times as long, above 1, at most 1000
  record Slow(double factor) implements OnWork {
    public static final double MOST = MOST_FACTOR;

    public Slow {
      if (!(factor > 1 && factor <= MOST)) {
        throw new IllegalArgumentException(
            "factor: " + factor + " must be above 1 and at most " + MOST);
      }
    }

    @Override
    public double factor(long before, int others) {
      return factor;
    }
  }

  /// Work takes longer with each request: 1 + growth x (requests before) times as long, at most
  /// 1000 times. It begins anew when the node is restarted, by a closed port for its traffic, and
  /// when the fault ends.
  ///
  /// @param growth what each request adds, above 0, at most 10
  record Leak(double growth) implements OnWork {
    public static final double MOST = 10;

    public Leak {
      checkAbove0("growth", growth, MOST);
    }

    @Override
    public double factor(long before, int others) {
      return Math.min(1 + growth * before, MOST_FACTOR);
    }
  }

  /// Work takes longer the more requests are in the node: 1 + growth x others times as long, at
  /// most 1000 times. The others are counted when the work begins: requests of the traffic that
  /// work or wait, but not this one. So a queue makes the node slower, which makes the queue
  /// longer.
  ///
  /// @param growth what each other request adds, above 0, at most 10
  record Overload(double growth) implements OnWork {
    public static final double MOST = 10;

    public Overload {
      checkAbove0("growth", growth, MOST);
    }

    @Override
    public double factor(long before, int others) {
      return Math.min(1 + growth * others, MOST_FACTOR);
    }
  }

  /// Answers are held back before they go out, as by a slow way; that takes no worker.
  ///
  /// @param spread how long, each drawn anew
  record Delay(Distribution spread) implements OnAnswer {}

  /// What goes out in place of an answer is no HTTP.
  record Malformed() implements OnAnswer {}

  /// The head and half of the body go out, then the connection is reset. An answer without a body,
  /// as to a HEAD, is not met.
  record ResetAmid() implements OnAnswer {}

  /// The head, which promises the whole body, and half of it go out; then the connection ends in
  /// good order. An answer without a body, as to a HEAD, is not met.
  record Truncate() implements OnAnswer {}

  /// The head goes out at once, and the body byte by byte; that takes no worker. An answer without
  /// a body, as to a HEAD, is not met.
  ///
  /// @param bytesPerSecond the bytes of the body that go out each second, 0.1 to 1,000,000
  record Drip(double bytesPerSecond) implements OnAnswer {
    public static final double LEAST = 0.1;
    public static final double MOST = 1_000_000;

    public Drip {
      if (!(bytesPerSecond >= LEAST && bytesPerSecond <= MOST)) {
        throw new IllegalArgumentException(
            "bytesPerSecond: " + bytesPerSecond + " must be from " + LEAST + " to " + MOST);
      }
    }
  }

  private static void check(String field, Duration value, Duration shortest, Duration longest) {
    if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be from " + shortest + " to " + longest);
    }
  }

  private static void checkAbove0(String field, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be above 0 and at most " + Words.number(most));
    }
  }
}
