package dev.steelyard.balancer.route;

import java.util.List;
import java.util.Optional;

/// Which route takes a request and why the others do not.
///
/// @param match the route; empty if there is none
/// @param others all other routes, in the order in which they are asked
public record RouteExplanation(Optional<Router.Match> match, List<Passed> others) {
  public RouteExplanation {
    others = List.copyOf(others);
  }

  /// A route that does not take it.
  ///
  /// @param reason in a few words: `the header X-Beta is not there`
  public record Passed(String route, String reason) {}
}
