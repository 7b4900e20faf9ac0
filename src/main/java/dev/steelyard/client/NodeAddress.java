package dev.steelyard.client;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/// One node of a pool: where it is reached, and what share of the traffic it should get.
///
/// @param id its name in events and messages, `[A-Za-z0-9._-]{1,64}`; unique in its pool
/// @param uri `http` or `https`, a host, perhaps a port, and perhaps a path that is put before the
///   path of every request; no query, fragment or user. Health checks go to their path as it is
/// @param weight its share of the traffic relative to the others, 1 to 1000
/// @param healthPort the port that answers health checks, 1 to 65535; often that of the `uri`
public record NodeAddress(String id, URI uri, int weight, int healthPort) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int LAST_PORT = 65_535;

  public NodeAddress {
    Endpoint.checkId(id);
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("uri: '" + uri + "' must begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("uri: '" + uri + "' must have a host");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("uri: '" + uri + "' must have no query, fragment or user");
    }
    if (weight < 1 || weight > Node.MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "weight: " + weight + " must be from 1 to " + Node.MAX_WEIGHT);
    }
    checkPort("uri: port", portOf(uri));
    checkPort("healthPort", healthPort);
  }

  /// A node of weight 1 that answers health checks where it answers everything else.
  public NodeAddress(String id, URI uri) {
    this(id, uri, 1, portOf(uri));
  }

  /// A node of weight 1 that is named after its host and port.
  ///
  /// @param uri such as `http://127.0.0.1:9001`
  /// @throws IllegalArgumentException if it is not the address of a node
  public static NodeAddress of(String uri) {
    URI parsed = URI.create(uri);
    String name = parsed.getHost() + "-" + portOf(parsed);
    return new NodeAddress(name.replaceAll("[^A-Za-z0-9._-]", "_"), parsed);
  }

  public NodeAddress withWeight(int changed) {
    return new NodeAddress(id, uri, changed, healthPort);
  }

  public NodeAddress withHealthPort(int changed) {
    return new NodeAddress(id, uri, weight, changed);
  }

  /// Whether it is reached by TLS.
  boolean secure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  /// Whether it is the same node, be its weight another or not.
  boolean sameNode(NodeAddress other) {
    return withWeight(other.weight).equals(other);
  }

  /// Where it is reached, as the balancer knows it.
  Endpoint endpoint() {
    String path = uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new Endpoint(id, uri.getHost(), portOf(uri), healthPort, path);
  }

  private static int portOf(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  private static void checkPort(String field, int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(field + " " + port + " must be from 1 to " + LAST_PORT);
    }
  }
}
