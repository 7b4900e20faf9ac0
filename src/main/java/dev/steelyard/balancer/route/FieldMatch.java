package dev.steelyard.balancer.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header field or query parameter that a route asks for.
///
/// @param value the whole value; {@link Route#ANY} for any
record FieldMatch(String name, String value) {
  static List<FieldMatch> all(Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .map(entry -> new FieldMatch(entry.getKey(), entry.getValue()))
        .toList();
  }

  boolean namesValue() {
    return !value.equals(Route.ANY);
  }

  /// @param found the value; null if it is not there
  boolean matches(@Nullable String found) {
    return found != null && (value.equals(found) || !namesValue());
  }

  /// Why it does not match; empty if it does.
  ///
  /// @param kind what it is, in words
  Optional<String> mismatch(String kind, @Nullable String found) {
    if (matches(found)) {
      return Optional.empty();
    }
    return Optional.of(
        "the "
            + kind
            + " "
            + name
            + (found == null ? " is not there" : " is '" + found + "', not '" + value + "'"));
  }
}
