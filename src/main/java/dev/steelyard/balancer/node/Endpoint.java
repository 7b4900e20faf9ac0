package dev.steelyard.balancer.node;

import java.util.Objects;
import java.util.regex.Pattern;

/// Where a node is reached.
///
/// @param id the node's name, `[A-Za-z0-9._-]{1,64}`
/// @param host the host name or address
/// @param port the port of its traffic, 0 to 65535; 0 in virtual time, where nothing listens
/// @param healthPort the port that answers health checks; often the same
/// @param path what the paths of its traffic begin with: empty, or with a slash at its beginning
///   and none at its end; health checks go to their path as it is
public record Endpoint(String id, String host, int port, int healthPort, String path) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LAST_PORT = 65_535;

  public Endpoint {
    Objects.requireNonNull(host, "host");
    checkId(id);
    checkPort("port", port);
    checkPort("healthPort", healthPort);
    if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
      throw new IllegalArgumentException(
          "path: '" + path + "' must be empty, or begin with / and not end with it");
    }
  }

  /// A node that serves its paths as they are.
  public Endpoint(String id, String host, int port, int healthPort) {
    this(id, host, port, healthPort, "");
  }

  /// Checks a name of a node or pool.
  ///
  /// @throws IllegalArgumentException if it is none
  public static void checkId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: '" + id + "' must match " + ID);
    }
  }

  /// A node that exists in virtual time only.
  public static Endpoint virtual(String id) {
    return new Endpoint(id, "virtual", 0, 0);
  }

  private static void checkPort(String field, int port) {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(field + ": " + port + " must be from 0 to " + LAST_PORT);
    }
  }
}
