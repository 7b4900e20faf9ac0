package dev.steelyard.balancer.node;

import java.util.Objects;
import java.util.regex.Pattern;

/// Where a node is reached.
///
/// @param id the node's name, `[A-Za-z0-9._-]{1,64}`
/// @param host the host name or address
/// @param port the port of its traffic, 0 to 65535; 0 in virtual time, where nothing listens
/// @param healthPort the port that answers health checks; often the same
public record Endpoint(String id, String host, int port, int healthPort) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LAST_PORT = 65_535;

  public Endpoint {
    Objects.requireNonNull(host, "host");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: '" + id + "' must match " + ID);
    }
    checkPort("port", port);
    checkPort("healthPort", healthPort);
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
