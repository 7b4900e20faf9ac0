package dev.steelyard.scenario;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.TextRule;
import dev.steelyard.scenario.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads `gateway.routes`.
final class RoutesBinder {
  private static final TextRule HOST = line(Route.HOST_WORDS);
  private static final TextRule PATH = line(Route.PATH_WORDS);
  private static final TextRule PREFIX = line(Route.PREFIX_WORDS);
  private static final TextRule HEADER_NAME =
      TextRule.of(
          "(?!(?i:Host)$)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}",
          "header names without blanks or colons; for Host there is the field host");
  private static final TextRule HEADER_VALUE =
      TextRule.of(
          "[!-~](?:[ -~]{0,1998}[!-~])?",
          "the whole value, up to 2000 printable ASCII characters with no blank at either end, or *"
              + " for any value");
  private static final TextRule PARAMETER_NAME =
      TextRule.of("[^\\p{Cntrl}]{1,200}", "the decoded name, 1 to 200 characters");
  private static final TextRule PARAMETER_VALUE =
      TextRule.of("[^\\p{Cntrl}]{0,2000}", "the decoded value, or * for any value");

  private RoutesBinder() {}

  /// @param pools the ids of the pools; none if they are not known
  static List<Route> bind(Fields gateway, Collection<String> pools) {
    List<Route> routes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields entry : gateway.objects("routes")) {
      int before = entry.problems().count();
      entry.require("id", "pool");
      String id = entry.text("id", "route", Rules.ID);
      if (entry.has("id") && !ids.add(id)) {
        entry.wrong("id", "there is a route of this id already", "each id once");
      }
      Optional<String> host = text(entry, "host", HOST, Route::hostProblem);
      Optional<String> path = text(entry, "path", PATH, Route::pathProblem);
      Map<String, String> headers = conditions(entry, "headers", HEADER_NAME, HEADER_VALUE);
      Map<String, String> query = conditions(entry, "query", PARAMETER_NAME, PARAMETER_VALUE);
      String pool = pool(entry, pools);
      Optional<String> strip = text(entry, "strip", PREFIX, Route::prefixProblem);
      Optional<String> rewrite = text(entry, "rewrite", PREFIX, Route::prefixProblem);
      checkRepeated(entry, headers);
      checkStrip(entry, path, strip);
      entry.done();
      if (entry.problems().count() == before) {
        routes.add(new Route(id, host, path, headers, query, pool, strip, rewrite));
      }
    }
    if (routes.size() > GatewaySettings.MOST_ROUTES) {
      gateway.wrong(
          "routes", "there are " + routes.size(), "at most " + GatewaySettings.MOST_ROUTES);
      return List.of();
    }
    return routes;
  }

  private static Optional<String> text(
      Fields entry, String name, TextRule rule, Function<String, Optional<String>> problem) {
    int before = entry.problems().count();
    String text = entry.text(name, "", rule);
    if (!entry.has(name) || entry.problems().count() > before) {
      return Optional.empty();
    }
    Optional<String> reason = problem.apply(text);
    reason.ifPresent(why -> entry.wrong(name, "it " + why, rule.words()));
    return reason.isPresent() ? Optional.empty() : Optional.of(text);
  }

  private static Map<String, String> conditions(
      Fields entry, String name, TextRule names, TextRule values) {
    Map<String, String> conditions = entry.texts(name, names, values);
    if (conditions.size() > Route.MOST_CONDITIONS) {
      entry.wrong(
          name, "there are " + conditions.size(), "at most " + Route.MOST_CONDITIONS + " of them");
    }
    return conditions;
  }

  private static String pool(Fields entry, Collection<String> pools) {
    int before = entry.problems().count();
    String pool = entry.text("pool", PoolSpec.DEFAULT, Rules.ID);
    boolean read = entry.has("pool") && entry.problems().count() == before;
    if (read && !pools.isEmpty() && !pools.contains(pool)) {
      entry.wrong(
          "pool",
          "there is no pool of this name" + Nearest.question(pool, pools),
          String.join(", ", pools));
    }
    return pool;
  }

  private static void checkRepeated(Fields entry, Map<String, String> headers) {
    Route.repeatedHeader(headers.keySet())
        .ifPresent(name ->
            entry.wrong(
                "headers", name + " is there twice, for capitals do not matter", "each name once"));
  }

  private static void checkStrip(Fields entry, Optional<String> path, Optional<String> strip) {
    boolean pathRead = path.isPresent() || !entry.has("path");
    if (strip.isPresent() && pathRead) {
      Route.stripProblem(path, strip)
          .ifPresent(why -> entry.wrong("strip", "it " + why, PREFIX.words()));
    }
  }

  private static TextRule line(String words) {
    return TextRule.of("[^\\p{Cntrl}]{1,2000}", words);
  }
}
