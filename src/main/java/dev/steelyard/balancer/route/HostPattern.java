package dev.steelyard.balancer.route;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which hosts a route takes: one by its name, or with `*.example.com` all that are below
/// `example.com`, at any depth, and not `example.com` itself. Capitals, a port and a dot at the end
/// of the request's host do not matter.
///
/// A name is more specific than a wildcard, and a longer wildcard more than a shorter one.
///
/// Source: Hostname of Kubernetes' Gateway API.
final class HostPattern {
  static final String WORDS =
      "a host as shop.example, or *.example for all below it, without a port";

  private static final int MOST_LENGTH = 253;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*"
              + "|\\[[0-9A-Fa-f:.]{2,45}]");

  private final boolean wildcard;

  /// In small letters; of a wildcard what follows the asterisk, with its dot.
  private final String name;

  /// @throws IllegalArgumentException if there is a {@link #problem}
  HostPattern(String text) {
    problem(text)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(
              "host: '" + text + "' " + reason + "; it must be " + WORDS);
        });
    this.wildcard = text.startsWith("*");
    this.name = text.substring(wildcard ? 1 : 0).toLowerCase(Locale.ROOT);
  }

  /// Why this is no pattern; empty if it is one.
  static Optional<String> problem(String text) {
    if (text.length() > MOST_LENGTH) {
      return Optional.of("is longer than " + MOST_LENGTH + " characters");
    }
    return FORM.matcher(text).matches() ? Optional.empty() : Optional.of("is no host");
  }

  /// What of a `Host` header is compared: small letters, no port, no dot at the end.
  static String normalized(String header) {
    String host = header.strip();
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      host = host.substring(0, colon);
    }
    return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
        .toLowerCase(Locale.ROOT);
  }

  /// Whether it takes a host.
  ///
  /// @param normalized see {@link #normalized}
  boolean matches(String normalized) {
    return wildcard
        ? normalized.length() > name.length() && normalized.endsWith(name)
        : normalized.equals(name);
  }

  /// Below 0 if this is the more specific one. Names are alike: none of them takes what another one
  /// takes.
  int compareSpecificity(HostPattern other) {
    if (wildcard != other.wildcard) {
      return wildcard ? 1 : -1;
    }
    return wildcard ? Integer.compare(other.name.length(), name.length()) : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostPattern pattern
        && wildcard == pattern.wildcard
        && name.equals(pattern.name);
  }

  @Override
  public int hashCode() {
    return 2 * name.hashCode() + (wildcard ? 1 : 0);
  }
}
