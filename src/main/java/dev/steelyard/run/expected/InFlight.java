package dev.steelyard.run.expected;

import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.theory.Little;
import java.util.Optional;

/// The attempts in flight, averaged over the measured time, beside what Little's law makes of their
/// rate and their mean time.
///
/// The law holds of every system in balance; what is left of a difference is what came in and did
/// not go out. Attempts that failed took time of which the summary does not tell, so the law can be
/// shown only where none did.
///
/// @param measured averaged over time
/// @param expected by Little's law
public record InFlight(double measured, double expected) {
  /// Both figures; empty if nothing was measured, or an attempt failed.
  public static Optional<InFlight> of(Summary summary) {
    double measured = 0;
    double expected = 0;
    long attempts = 0;
    for (NodeSummary node : summary.nodes()) {
      if (node.succeeded() < node.attempts()) {
        return Optional.empty();
      }
      attempts += node.attempts();
      measured += node.meanInFlight();
      expected +=
          Little.meanInSystem(
              node.attempts() / summary.measuredSeconds(),
              node.attempts() == 0 ? 0 : node.latency().meanNanos() / 1e9);
    }
    return attempts == 0 || summary.measuredSeconds() == 0
        ? Optional.empty()
        : Optional.of(new InFlight(measured, expected));
  }
}
