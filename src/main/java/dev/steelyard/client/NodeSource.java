package dev.steelyard.client;

import java.util.List;
import java.util.function.Consumer;

/// Tells who the nodes of a pool are, now and whenever that changes: a registry, a file, DNS.
///
/// What it tells is taken as it is. If it loses its way to those who know, it is for the source to
/// go on with the last good list. A list of more than 1000 nodes, or with an id twice, is logged
/// and changes nothing.
@FunctionalInterface
public interface NodeSource {
  /// Begins to tell `listener` the whole list: the first time when it is known, and then after each
  /// change. It may do so on any thread, one call after the other, but soon: requests find no node
  /// until then.
  ///
  /// @return ends the telling; called once, when the client is shut down
  Following follow(Consumer<List<NodeAddress>> listener);

  /// Following a source.
  @FunctionalInterface
  interface Following extends AutoCloseable {
    @Override
    void close();
  }
}
