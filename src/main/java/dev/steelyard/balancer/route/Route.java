package dev.steelyard.balancer.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A rule of the gateway: requests like this go to that pool. All that it asks for must be so; what
/// it leaves out does not matter.
///
/// @param id its name, 1 to 64 of the characters `A-Z a-z 0-9 . _ -`
/// @param host the host, `shop.example`, or with `*.shop.example` all below one, see {@link
///   HostPattern}
/// @param path the path, `/api/order/*`, see {@link PathPattern}
/// @param headers header fields by name and the whole value that they must have; {@link #ANY} for
///   any value. Capitals matter in the value and not in the name
/// @param query query parameters by name and value, both decoded, in the same way; of several of
///   the same name the first counts. Capitals matter in both
/// @param pool where the requests go
/// @param strip a beginning of the path that the nodes do not see, `/api/order`: whole segments
///   with which `path` begins, too
/// @param rewrite what stands in place of it, or in front of all if nothing is stripped, `/v2`
public record Route(
    String id,
    Optional<String> host,
    Optional<String> path,
    Map<String, String> headers,
    Map<String, String> query,
    String pool,
    Optional<String> strip,
    Optional<String> rewrite) {
  /// In place of a value: the field must be there, with whatever value.
  public static final String ANY = "*";

  /// What {@link #host}, {@link #path}, and {@link #strip} and {@link #rewrite} look like, in
  /// words.
  public static final String HOST_WORDS = HostPattern.WORDS;

  public static final String PATH_WORDS = PathPattern.WORDS;
  public static final String PREFIX_WORDS = PathPrefix.WORDS;

  /// How many header fields, and how many query parameters, one route may ask for.
  public static final int MOST_CONDITIONS = 16;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Route {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // Keeps the order.
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    checkId("id", id);
    checkId("pool", pool);
    checkCount("headers", headers);
    checkCount("query", query);
    repeatedHeader(headers.keySet())
        .ifPresent(name -> {
          throw new IllegalArgumentException("headers: '" + name + "' must be there once");
        });
    host.ifPresent(HostPattern::new);
    path.ifPresent(PathPattern::new);
    checkPrefix("strip", strip);
    checkPrefix("rewrite", rewrite);
    stripProblem(path, strip)
        .ifPresent(reason -> {
          throw new IllegalArgumentException("strip: '" + strip.orElse("") + "' " + reason);
        });
  }

  /// A route by the path alone.
  public static Route of(String id, String path, String pool) {
    return new Route(
        id,
        Optional.empty(),
        Optional.of(path),
        Map.of(),
        Map.of(),
        pool,
        Optional.empty(),
        Optional.empty());
  }

  /// Why this is no host pattern; empty if it is one.
  public static Optional<String> hostProblem(String text) {
    return HostPattern.problem(text);
  }

  /// Why this is no path pattern; empty if it is one.
  public static Optional<String> pathProblem(String text) {
    return PathPattern.problem(text);
  }

  /// Why this cannot be stripped or put in front; empty if it can.
  public static Optional<String> prefixProblem(String text) {
    return PathPrefix.problem(text);
  }

  /// Why this cannot be stripped from what this path takes; empty if it can.
  ///
  /// @param path a path pattern
  /// @param strip a prefix
  public static Optional<String> stripProblem(Optional<String> path, Optional<String> strip) {
    List<String> stripped = strip.map(PathPrefix::segments).orElse(List.of());
    boolean fits =
        stripped.isEmpty()
            || path.map(text -> new PathPattern(text).beginsWith(stripped)).orElse(false);
    return fits
        ? Optional.empty()
        : Optional.of(
            "is not how all paths of the route begin; its path must begin with the same segments");
  }

  /// The first name that is there more than once, whatever its capitals.
  public static Optional<String> repeatedHeader(Set<String> names) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return names.stream().filter(name -> !seen.add(name)).findFirst();
  }

  private static void checkId(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + ": '" + value + "' must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
  }

  private static void checkCount(String field, Map<String, String> conditions) {
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException(
          field
              + ": there are "
              + conditions.size()
              + ", and at most "
              + MOST_CONDITIONS
              + " may be");
    }
  }

  private static void checkPrefix(String field, Optional<String> prefix) {
    prefix
        .flatMap(PathPrefix::problem)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(
              field
                  + ": '"
                  + prefix.orElse("")
                  + "' "
                  + reason
                  + "; it must be "
                  + PathPrefix.WORDS);
        });
  }
}
