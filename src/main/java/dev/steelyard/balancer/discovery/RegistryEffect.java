package dev.steelyard.balancer.discovery;

import java.time.Duration;

/// What can be wrong with a registry, or with the way to it.
public sealed interface RegistryEffect {
  /// The name in scenario files: `watch-cut`.
  String type();

  /// The effect in a few words.
  String words();

  /// Whether one of them takes the place of the other, since the registry has one of this kind at a
  /// time.
  default boolean replaces(RegistryEffect other) {
    return type().equals(other.type());
  }

  /// The registry as a whole is away and comes back with all that it knew. Requests are refused,
  /// open watches break and say so, and no lease runs out meanwhile; afterwards each begins anew.
  record Unreachable() implements RegistryEffect {
    @Override
    public String type() {
      return "unreachable";
    }

    @Override
    public String words() {
      return "registry unreachable";
    }
  }

  /// Every watch that is open when it begins, or opened while it lasts, dies without a sign: it
  /// seems open, and nothing comes any more, not even after the fault's end.
  record WatchCut() implements RegistryEffect {
    @Override
    public String type() {
      return "watch-cut";
    }

    @Override
    public String words() {
      return "watches cut silently";
    }
  }

  /// Whatever one node sends to the registry is lost on the way: its heartbeats, and the
  /// registrations by which it would come back. The node itself is well.
  ///
  /// @param node its id
  record HeartbeatsLost(String node) implements RegistryEffect {
    public HeartbeatsLost {
      Allowed.checkName("node", node);
    }

    @Override
    public String type() {
      return "heartbeats-lost";
    }

    @Override
    public String words() {
      return "heartbeats of " + node + " lost";
    }

    @Override
    public boolean replaces(RegistryEffect other) {
      return equals(other);
    }
  }

  /// What watches tell comes later than it should, in order. Answers to requests are not late.
  ///
  /// @param by how much later, above 0, at most 10 min
  record LateNotifications(Duration by) implements RegistryEffect {
    public static final Duration SHORTEST = Duration.ofMillis(1);
    public static final Duration LONGEST = Duration.ofMinutes(10);

    public LateNotifications {
      Allowed.check("by", by, SHORTEST, LONGEST);
    }

    @Override
    public String type() {
      return "late-notifications";
    }

    @Override
    public String words() {
      return "notifications late by " + by.toMillis() + " ms";
    }
  }

  /// The registry forgets its history when it begins, and each further change as soon as the open
  /// watches were told: a watch that breaks meanwhile cannot go on from where it was.
  record Compaction() implements RegistryEffect {
    @Override
    public String type() {
      return "compaction";
    }

    @Override
    public String words() {
      return "history compacted";
    }
  }

  /// When it begins, the registry starts again with nothing, as one without a disk that was killed:
  /// watches break, every lease is gone, and nodes register anew when they find out. It has no
  /// duration.
  record MemoryLost() implements RegistryEffect {
    @Override
    public String type() {
      return "memory-lost";
    }

    @Override
    public String words() {
      return "registry lost its memory";
    }
  }
}
