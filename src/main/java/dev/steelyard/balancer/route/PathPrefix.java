package dev.steelyard.balancer.route;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A prefix of a path that is taken away, or put in its place: whole segments. A slash at its end
/// does not matter, and `/` alone is no segment.
final class PathPrefix {
  static final String WORDS = "whole segments at the beginning of a path, as /api/order";

  private PathPrefix() {}

  /// Why this is no prefix; empty if it is one.
  static Optional<String> problem(String text) {
    if (text.indexOf('*') >= 0 || text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      return Optional.of("has a * or braces");
    }
    return PathPattern.problem(text);
  }

  /// The segments as they are compared.
  static List<String> segments(String prefix) {
    String bare = bare(PathText.normalized(prefix));
    return bare.isEmpty() ? List.of() : Arrays.asList(bare.substring(1).split("/", -1));
  }

  /// Without the slash at its end.
  static String bare(String prefix) {
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }
}
