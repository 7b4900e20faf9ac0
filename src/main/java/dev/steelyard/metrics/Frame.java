package dev.steelyard.metrics;

import java.util.List;
import java.util.Optional;

/// Everything there is to see of a run at one moment. Immutable: it may be drawn by any thread
/// while the run goes on.
///
/// @param atNanos the moment, on the Timeline; the run began at 0
/// @param books the counts since the start
/// @param lastSecond the last second
/// @param lastTen the last ten seconds
/// @param run everything since the warm-up ended; its latency is read once a second
/// @param nodes every node that was ever known, in the scenario's order; those that came to be
///   known later follow in the order in which they did
/// @param panic whether so few nodes seem healthy that the balancer sends to all of them
/// @param generatorLagNanos how late the generator was at worst during the last second: 0 in
///   virtual time, and small as long as this machine keeps up
/// @param discovery what the registry holds and what balancers learnt, if there is discovery
/// @param history how the figures went so far
/// @param log what happened so far
public record Frame(
    long atNanos,
    Books books,
    Window lastSecond,
    Window lastTen,
    Window run,
    List<NodeFrame> nodes,
    boolean panic,
    long generatorLagNanos,
    Optional<DiscoveryFrame> discovery,
    History history,
    Log log) {
  public Frame {
    nodes = List.copyOf(nodes);
  }

  /// A moment of a run without discovery.
  public Frame(
      long atNanos,
      Books books,
      Window lastSecond,
      Window lastTen,
      Window run,
      List<NodeFrame> nodes,
      boolean panic,
      long generatorLagNanos,
      History history,
      Log log) {
    this(
        atNanos,
        books,
        lastSecond,
        lastTen,
        run,
        nodes,
        panic,
        generatorLagNanos,
        Optional.empty(),
        history,
        log);
  }
}
