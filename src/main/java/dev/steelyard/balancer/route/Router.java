package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. Of all that match, the most specific one wins:
///
/// 1. by the host: a name before a wildcard, a longer wildcard before a shorter one, any of them
///    before none;
/// 2. then by the path: in the first segment in which two differ, the end before a literal segment,
///    that before `{name}`, that before `*`; no path is `/*`;
/// 3. then the one that asks for more header fields, and of as many for more values of them;
/// 4. then the one that asks for more query parameters, and of as many for more values of them;
/// 5. then the one that is first in the list.
///
/// This order is total, so the same request always takes the same route. A request whose path has a
/// segment `.` or `..`, encoded or not, takes no route at all: what it means depends on the node.
///
/// Source: the precedence of HTTPRoute in Kubernetes' Gateway API; there is neither `{name}` nor
/// "any value", and without these the order is the same.
public final class Router {
  private static final String DOTS =
      "the path has a segment . or .., and what that means depends on the node";

  private final List<CompiledRoute> routes;

  /// @param routes in the order of the settings, each id once
  public Router(List<Route> routes) {
    this.routes =
        routes.stream().map(CompiledRoute::new).sorted(CompiledRoute.MOST_SPECIFIC_FIRST).toList();
  }

  /// The route of a request; null if none takes it.
  public @Nullable Match route(Request request) {
    var inquiry = new Inquiry(request);
    if (PathText.hasDotSegment(inquiry.path())) {
      return null;
    }
    for (CompiledRoute route : routes) {
      if (route.matches(inquiry)) {
        return new Match(route.route, route.rewrite.of(request.path()));
      }
    }
    return null;
  }

  /// Which route takes a request, and for each other one why it does not.
  public RouteExplanation explain(Request request) {
    var inquiry = new Inquiry(request);
    boolean dots = PathText.hasDotSegment(inquiry.path());
    Optional<Match> match = Optional.ofNullable(route(request));
    List<RouteExplanation.Passed> others = new ArrayList<>();
    for (CompiledRoute other : routes) {
      Optional<Route> taken = match.map(Match::route);
      if (!taken.equals(Optional.of(other.route))) {
        String reason =
            dots
                ? DOTS
                : other
                    .mismatch(inquiry)
                    .orElseGet(() ->
                        "it matches, too, but comes after " + taken.map(Route::id).orElse(""));
        others.add(new RouteExplanation.Passed(other.route.id(), reason));
      }
    }
    return new RouteExplanation(match, others);
  }

  /// The routes in the order in which they are asked.
  List<CompiledRoute> inOrder() {
    return routes;
  }

  /// A route that takes a request.
  ///
  /// @param target path and query as the node sees them
  public record Match(Route route, String target) {}
}
