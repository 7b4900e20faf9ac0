package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.node.Membership;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is computed from the members of a pool, and anew only when it is asked for after
/// they changed.
///
/// @param <T> what is computed
public final class PerMembership<T> {
  private final Function<Membership, T> compute;
  private @Nullable Membership members;
  private @Nullable T computed;

  public PerMembership(Function<Membership, T> compute) {
    this.compute = compute;
  }

  public T of(Membership current) {
    if (current != members) {
      computed = compute.apply(current);
      members = current;
    }
    return Objects.requireNonNull(computed);
  }
}
