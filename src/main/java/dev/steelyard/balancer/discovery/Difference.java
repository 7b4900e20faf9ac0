package dev.steelyard.balancer.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How one list of instances became another one.
///
/// @param joined those that are new, or have another address
/// @param left the ids of those that are gone, or have another address: such an id is among both
/// @param reweighed those with another weight at the same address
public record Difference(List<Instance> joined, List<String> left, List<Instance> reweighed) {
  public Difference {
    joined = List.copyOf(joined);
    left = List.copyOf(left);
    reweighed = List.copyOf(reweighed);
  }

  /// What makes `before` into `after`, both by id.
  static Difference between(Map<String, Instance> before, Map<String, Instance> after) {
    List<Instance> joined = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<Instance> reweighed = new ArrayList<>();
    after.forEach((id, instance) -> {
      Instance known = before.get(id);
      if (known == null || !known.endpoint().equals(instance.endpoint())) {
        joined.add(instance);
      } else if (known.weight() != instance.weight()) {
        reweighed.add(instance);
      }
    });
    before.forEach((id, instance) -> {
      Instance now = after.get(id);
      if (now == null || !now.endpoint().equals(instance.endpoint())) {
        left.add(id);
      }
    });
    return new Difference(joined, left, reweighed);
  }

  public boolean isEmpty() {
    return joined.isEmpty() && left.isEmpty() && reweighed.isEmpty();
  }
}
