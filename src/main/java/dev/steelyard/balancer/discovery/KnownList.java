package dev.steelyard.balancer.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The list as the source told it last, and what it is the state of.
final class KnownList {
  private long epoch;
  private long revision; // 0: none is known.
  private Map<String, Instance> instances = Map.of();

  /// Takes over a whole list, unless it is an older one of the same epoch.
  ///
  /// @return whether it is of another epoch than the one before
  boolean take(Listing listing) {
    boolean memoryLost = revision > 0 && listing.epoch() != epoch;
    if (revision == 0 || memoryLost || listing.revision() >= revision) {
      epoch = listing.epoch();
      revision = listing.revision();
      Map<String, Instance> taken = new LinkedHashMap<>();
      listing.instances().forEach(instance -> taken.put(instance.id(), instance));
      instances = taken;
    }
    return memoryLost;
  }

  /// Takes over the changes that are news.
  void take(List<Change> changes) {
    Map<String, Instance> changed = new LinkedHashMap<>(instances);
    for (Change change : changes) {
      if (change.revision() > revision) {
        revision = change.revision();
        switch (change) {
          case Change.Put put -> {
            if (changed.size() < Registry.MOST_INSTANCES || changed.containsKey(put.id())) {
              changed.put(put.id(), put.instance());
            }
          }
          case Change.Gone gone -> changed.remove(gone.id());
        }
      }
    }
    instances = changed;
  }

  boolean isThere() {
    return revision > 0;
  }

  long epoch() {
    return epoch;
  }

  long revision() {
    return revision;
  }

  /// By id; another object after each change.
  Map<String, Instance> instances() {
    return instances;
  }
}
