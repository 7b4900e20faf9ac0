package dev.steelyard.balancer.discovery;

/// What one revision of the registry changed.
public sealed interface Change {
  /// The registry's revision since this change; each change has its own, without gaps.
  long revision();

  /// When it happened, on the Timeline.
  long atNanos();

  String service();

  /// The id of the instance.
  String id();

  /// An instance is there: for the first time, again, or with another address or weight.
  record Put(long revision, long atNanos, String service, Instance instance) implements Change {
    @Override
    public String id() {
      return instance.id();
    }
  }

  /// An instance is gone.
  ///
  /// @param expired whether its lease ran out; else it was given back
  record Gone(long revision, long atNanos, String service, String id, boolean expired)
      implements Change {}
}
