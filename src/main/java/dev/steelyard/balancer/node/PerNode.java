package dev.steelyard.balancer.node;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is kept for each node, found in one array access.
///
/// What belongs to a node that left is dropped when a later member takes over its slot, so no more
/// is kept than the pool ever had members at once. Whoever still asks for the one that left, such
/// as an attempt that ends late, then gets something fresh that nobody keeps.
///
/// @param <T> what is kept
public final class PerNode<T> {
  private final Function<Node, T> first;
  private @Nullable Entry<T>[] entries = newEntries(8);

  /// @param first makes what is kept for a node that is seen for the first time
  public PerNode(Function<Node, T> first) {
    this.first = first;
  }

  public T of(Node node) {
    int slot = node.slot();
    if (slot >= entries.length) {
      entries = Arrays.copyOf(entries, Math.max(slot + 1, entries.length * 2));
    }
    Entry<T> entry = entries[slot];
    if (entry == null || entry.node != node) {
      if (entry != null && entry.node.order() > node.order()) {
        return first.apply(node);
      }
      entry = new Entry<>(node, first.apply(node));
      entries[slot] = entry;
    }
    return entry.kept;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no arrays of a generic type.
  private static <T> @Nullable Entry<T>[] newEntries(int length) {
    return new Entry[length];
  }

  private record Entry<T>(Node node, T kept) {}
}
