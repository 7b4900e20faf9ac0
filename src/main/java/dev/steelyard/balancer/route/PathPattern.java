package dev.steelyard.balancer.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which paths a route takes: `/api/pay`, `/api/order/*`, `/users/{id}/orders`.
///
/// - A segment without anything special matches itself. Capitals matter. Percent signs are
///   understood as in {@link PathText}: `/%61` is `/a`, and `%2F` is no slash.
/// - `{name}` as a whole segment matches any one segment that is not empty.
/// - `*` as the last segment matches whatever follows, and nothing as well: `/api/order/*` takes
///   `/api/order`, `/api/order/` and `/api/order/7/items`, but not `/api/orders`.
/// - Without `*` the end counts: `/api/pay` does not take `/api/pay/`, nor the other way round.
///
/// Of two patterns that take the same path the one is more specific that is so in the first segment
/// in which they differ: the end of the pattern before a literal segment, that before `{name}`, and
/// that before `*`. Literal segments that differ are in alphabetical order, which decides nothing,
/// for no path is taken by both.
///
/// Source: without `{name}` these are the `Exact` and `PathPrefix` matches of Kubernetes' Gateway
/// API (HTTPPathMatch) and their precedence, exact before prefix and the longer prefix first; `/*`
/// at the end means what it means in the servlet specification, section 12.2.
final class PathPattern implements Comparable<PathPattern> {
  static final int MOST_LENGTH = 2_000;

  static final String WORDS =
      "a path that begins with /, with {name} for a segment, and /* at the end for all that follows";

  private static final Pattern CHARACTERS =
      Pattern.compile("(?:[!$&-;=@-Z_a-z{}~]|%(?!00)[0-9A-Fa-f]{2})*+");
  private static final Pattern NAME = Pattern.compile("\\{[A-Za-z0-9_-]{1,64}}");

  /// How specific a segment is, the most specific first. The end of a pattern is before all.
  private enum Kind {
    LITERAL,
    NAMED,
    REST
  }

  /// @param text of a literal segment, normalized
  private record Segment(Kind kind, String text) {}

  private final List<Segment> segments;

  /// @throws IllegalArgumentException if there is a {@link #problem}
  PathPattern(String text) {
    problem(text)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(
              "path: '" + text + "' " + reason + "; it must be " + WORDS);
        });
    List<Segment> parsed = new ArrayList<>();
    for (String part : text.substring(1).split("/", -1)) {
      parsed.add(segment(part));
    }
    this.segments = List.copyOf(parsed);
  }

  /// Why this is no pattern; empty if it is one.
  static Optional<String> problem(String text) {
    if (!text.startsWith("/")) {
      return Optional.of("does not begin with /");
    }
    if (text.length() > MOST_LENGTH) {
      return Optional.of("is longer than " + MOST_LENGTH + " characters");
    }
    if (!CHARACTERS.matcher(text).matches()) {
      return Optional.of("has characters that no path has");
    }
    if (PathText.hasDotSegment(PathText.normalized(text))) {
      return Optional.of("has a segment . or .., and no route takes such paths");
    }
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean rest = parts[i].equals("*") && i == parts.length - 1;
      if (parts[i].indexOf('*') >= 0 && !rest) {
        return Optional.of("has a * that is not its whole last segment");
      }
      boolean braces = parts[i].indexOf('{') >= 0 || parts[i].indexOf('}') >= 0;
      if (braces && !NAME.matcher(parts[i]).matches()) {
        return Optional.of("has braces that do not hold the name of a whole segment");
      }
    }
    return Optional.empty();
  }

  /// Whether it takes a path.
  ///
  /// @param normalized see {@link PathText#normalized}
  boolean matches(String normalized) {
    int at = 0;
    for (Segment segment : segments) {
      boolean atEnd = at == normalized.length();
      if (segment.kind == Kind.REST) {
        return atEnd || normalized.charAt(at) == '/';
      }
      if (atEnd || normalized.charAt(at) != '/') {
        return false;
      }
      int begin = at + 1;
      at = segmentEnd(normalized, begin);
      boolean fits =
          segment.kind == Kind.NAMED
              ? at > begin
              : at - begin == segment.text.length() && normalized.startsWith(segment.text, begin);
      if (!fits) {
        return false;
      }
    }
    return at == normalized.length();
  }

  /// Whether a prefix, which has neither `{name}` nor `*`, is how every path that it takes begins.
  boolean beginsWith(List<String> prefix) {
    if (prefix.size() > segments.size()) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.kind != Kind.LITERAL || !segment.text.equals(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// How long the shortest path is that it takes.
  int shortestMatch() {
    int length = 0;
    for (Segment segment : segments) {
      length +=
          switch (segment.kind) {
            case LITERAL -> 1 + segment.text.length();
            case NAMED -> 2;
            case REST -> 0;
          };
    }
    return Math.max(1, length);
  }

  /// The more specific one first; 0 only if both take the same paths.
  @Override
  public int compareTo(PathPattern other) {
    int common = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < common; i++) {
      Segment mine = segments.get(i);
      Segment theirs = other.segments.get(i);
      int order = mine.kind.compareTo(theirs.kind);
      if (order == 0) {
        order = mine.text.compareTo(theirs.text);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(segments.size(), other.segments.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern pattern && segments.equals(pattern.segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  private static Segment segment(String part) {
    if (part.equals("*")) {
      return new Segment(Kind.REST, "");
    }
    return part.startsWith("{")
        ? new Segment(Kind.NAMED, "")
        : new Segment(Kind.LITERAL, PathText.normalized(part));
  }

  private static int segmentEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }
}
