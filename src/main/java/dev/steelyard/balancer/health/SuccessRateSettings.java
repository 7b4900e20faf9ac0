package dev.steelyard.balancer.health;

import java.util.Locale;

/// When a node is taken out because it succeeds clearly less often than the others.
///
/// @param minimumNodes so many nodes must have had enough requests, or nothing is compared, 1 to
///   1000
/// @param minimumRequests so many attempts must have ended at a node since the last sweep, or it is
///   left out of the comparison, 1 to 1,000,000
/// @param deviations how many standard deviations below the mean of all nodes a success rate must
///   lie, above 0 and at most 100
public record SuccessRateSettings(int minimumNodes, int minimumRequests, double deviations) {
  public static final int MOST_NODES = 1_000;
  public static final int MOST_REQUESTS = 1_000_000;
  public static final int MOST_DEVIATIONS = 100;

  /// Envoy's defaults: `success_rate_minimum_hosts`, `success_rate_request_volume` and
  /// `success_rate_stdev_factor` / 1000.
  public static final SuccessRateSettings PRODUCTION = new SuccessRateSettings(5, 100, 1.9);

  /// For a few nodes and little traffic. The factor stays, so at least five nodes are needed to
  /// tell one apart: see {@link #farthest}.
  public static final SuccessRateSettings CLASSROOM = new SuccessRateSettings(3, 20, 1.9);

  public SuccessRateSettings {
    Allowed.check("minimumNodes", minimumNodes, 1, MOST_NODES);
    Allowed.check("minimumRequests", minimumRequests, 1, MOST_REQUESTS);
    Allowed.checkAboveZero("deviations", deviations, MOST_DEVIATIONS);
  }

  /// How many standard deviations one of `nodes` values can lie below their mean at most: the root
  /// of `nodes - 1`, when all others are equal. With 3 nodes that is 1.41, so a factor of 1.9 never
  /// ejects one of them.
  ///
  /// Source: Samuelson, _How Deviant Can You Be?_ (1968).
  public static double farthest(int nodes) {
    return Math.sqrt(nodes - 1.0);
  }

  /// The settings in a few words.
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s standard deviations below the mean of %d nodes with %d requests",
        deviations,
        minimumNodes,
        minimumRequests);
  }
}
