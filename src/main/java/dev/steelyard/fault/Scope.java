package dev.steelyard.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whom a fault meets.
public enum Scope {
  /// Requests, while health checks pass: a gray failure.
  TRAFFIC,
  /// Health checks, while requests are served.
  HEALTH_CHECK,
  /// Everybody.
  BOTH;

  /// The name in scenario files and on screen: `traffic`, `health-check`, `both`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean meetsTraffic() {
    return this != HEALTH_CHECK;
  }

  public boolean meetsHealthChecks() {
    return this != TRAFFIC;
  }

  public static Optional<Scope> find(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
