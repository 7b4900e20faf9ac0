package dev.steelyard.balancer.route;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Something about a route that is allowed and cannot be meant.
///
/// @param route its id
/// @param text what it is, as a sentence without a full stop
public record RouteProblem(String route, String text) {
  /// What is the matter with these routes: those that can never take a request, and those that lead
  /// where nobody answers.
  ///
  /// A route never takes a request exactly if an earlier one asks for the same, or if no request
  /// that matches it is small enough. Several routes together never cover one that each of them
  /// leaves something of: names, values and segments are without number.
  ///
  /// @param poolsWithNodes the pools that have at least one node
  public static List<RouteProblem> of(GatewaySettings settings, Set<String> poolsWithNodes) {
    List<CompiledRoute> asked = new Router(settings.routes()).inOrder();
    OptionalInt uri = settings.limits().map(SizeLimits::uri).orElse(OptionalInt.empty());
    List<RouteProblem> problems = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      CompiledRoute route = asked.get(i);
      String id = route.route.id();
      asked.subList(0, i).stream()
          .filter(route::asksForTheSame)
          .findFirst()
          .ifPresent(earlier ->
              problems.add(
                  new RouteProblem(
                      id,
                      "it never matches: " + earlier.route.id() + " asks for the same before it")));
      if (uri.isPresent() && route.shortestPath() > uri.getAsInt()) {
        problems.add(
            new RouteProblem(
                id, "it never matches: limits.uri refuses whatever is as long as its path"));
      }
      if (!poolsWithNodes.contains(route.route.pool())) {
        problems.add(
            new RouteProblem(
                id, "it leads to the pool " + route.route.pool() + ", which has no node"));
      }
    }
    return List.copyOf(problems);
  }
}
