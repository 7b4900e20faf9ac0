package dev.steelyard.balancer.route;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A route made ready to be compared with requests.
final class CompiledRoute {
  private static final PathPattern ALL_PATHS = new PathPattern("/*");

  /// The order in which routes are asked, see {@link Router}. Routes that are alike in it are asked
  /// in the order of the list.
  static final Comparator<CompiledRoute> MOST_SPECIFIC_FIRST =
      Comparator.<CompiledRoute, @Nullable HostPattern>comparing(
              route -> route.host, Comparator.nullsLast(HostPattern::compareSpecificity))
          .thenComparing(route -> route.path)
          .thenComparingInt(route -> -route.headers.size())
          .thenComparingInt(route -> -valued(route.headers))
          .thenComparingInt(route -> -route.query.size())
          .thenComparingInt(route -> -valued(route.query));

  final Route route;
  final Rewrite rewrite;
  private final @Nullable HostPattern host;
  private final PathPattern path;
  private final List<FieldMatch> headers;
  private final List<FieldMatch> query;

  CompiledRoute(Route route) {
    this.route = route;
    this.rewrite = new Rewrite(route);
    this.host = route.host().map(HostPattern::new).orElse(null);
    this.path = route.path().map(PathPattern::new).orElse(ALL_PATHS);
    this.headers = FieldMatch.all(route.headers());
    this.query = FieldMatch.all(route.query());
  }

  boolean matches(Inquiry inquiry) {
    return hostMatches(inquiry) && path.matches(inquiry.path()) && fieldsMatch(inquiry);
  }

  /// The first thing that is not as the route asks for; empty if it takes the request.
  Optional<String> mismatch(Inquiry inquiry) {
    if (!hostMatches(inquiry)) {
      String found =
          inquiry.host().isEmpty() ? "no host is named" : "the host is " + inquiry.host();
      return Optional.of(found + ", not " + route.host().orElse(""));
    }
    if (!path.matches(inquiry.path())) {
      return Optional.of(
          "the path " + inquiry.path() + " is not of the form " + route.path().orElse(""));
    }
    for (FieldMatch wanted : headers) {
      Optional<String> reason = wanted.mismatch("header", inquiry.header(wanted.name()));
      if (reason.isPresent()) {
        return reason;
      }
    }
    for (FieldMatch wanted : query) {
      Optional<String> reason =
          wanted.mismatch("query parameter", inquiry.parameter(wanted.name()));
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  /// Whether both ask for the same, in whatever words.
  boolean asksForTheSame(CompiledRoute other) {
    return Objects.equals(host, other.host)
        && path.equals(other.path)
        && smallNames(headers).equals(smallNames(other.headers))
        && new HashSet<>(query).equals(new HashSet<>(other.query));
  }

  /// How long the shortest path is that it takes.
  int shortestPath() {
    return path.shortestMatch();
  }

  private boolean hostMatches(Inquiry inquiry) {
    return host == null || host.matches(inquiry.host());
  }

  private boolean fieldsMatch(Inquiry inquiry) {
    for (FieldMatch wanted : headers) {
      if (!wanted.matches(inquiry.header(wanted.name()))) {
        return false;
      }
    }
    for (FieldMatch wanted : query) {
      if (!wanted.matches(inquiry.parameter(wanted.name()))) {
        return false;
      }
    }
    return true;
  }

  private static int valued(List<FieldMatch> fields) {
    return (int) fields.stream().filter(FieldMatch::namesValue).count();
  }

  private static Set<FieldMatch> smallNames(List<FieldMatch> fields) {
    return fields.stream()
        .map(field -> new FieldMatch(field.name().toLowerCase(Locale.ROOT), field.value()))
        .collect(Collectors.toSet());
  }
}
