package dev.steelyard.run.expected;

import dev.steelyard.metrics.Summary;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.theory.QueueModel;

/// Whether a formula says how long the requests of a run should take.
///
/// Formulas are few and each asks for much, so this is decided to the letter: for a run in virtual
/// time with Poisson arrivals at a steady rate, exponential work, alike nodes with unbounded
/// queues, no network latency, no faults, and a load below 1, in which no attempt failed, none was
/// repeated and no node was taken out. Then
///
/// - one node is M/M/c, c being its workers, whatever the strategy;
/// - `random` (and weighted with even weights, and `power-of-two` with one choice) splits the
///   traffic into independent Poisson streams: M/M/c at each node;
/// - `round-robin` (and weighted with even weights) gives each node every n-th request: GI/M/1 with
///   Erlang gaps, for one worker a node;
/// - `power-of-two` with d choices, fewer than there are nodes, is near the supermarket model, for
///   one worker a node and even weights; that one is the limit for many nodes.
///
/// `least-connections` and the others have no formula of closed form.
public sealed interface Expectation {
  /// Decides for a run that has ended.
  ///
  /// @param scenario as it was run
  static Expectation of(Scenario scenario, Summary summary) {
    if (!summary.world().equals("virtual")) {
      return new NoFormula("real HTTP takes time of its own");
    }
    return switch (FormulaChoice.of(scenario)) {
      case NoFormula none -> none;
      case Formula formula -> disturbed(summary, formula);
    };
  }

  private static Expectation disturbed(Summary summary, Formula formula) {
    if (summary.requests().failed() > 0) {
      return new NoFormula("requests failed");
    }
    if (summary.attempts().total() > summary.attempts().first()) {
      return new NoFormula("requests were sent more than once");
    }
    return summary.transitions().isEmpty() ? formula : new NoFormula("nodes were taken out");
  }

  /// A formula applies.
  ///
  /// @param model the queue, with rates per second
  /// @param note what to know of it, in a few words
  record Formula(QueueModel model, String note) implements Expectation {}

  /// None applies.
  ///
  /// @param reason the first thing that speaks against each, in a few words
  record NoFormula(String reason) implements Expectation {}
}
