package dev.steelyard.scenario;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a service listens that is not ours.
///
/// @param host a name or an IP address, without brackets
/// @param port 1 to 65535
/// @param path what its paths begin with; empty, or with a slash at its beginning and none at its
///   end
public record Address(String host, int port, String path) {
  /// How an address is written.
  public static final String FORM = "http://HOST:PORT or http://HOST:PORT/PATH";

  private static final int DEFAULT_PORT = 80;
  private static final int LAST_PORT = 65_535;

  public Address {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: must not be empty");
    }
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("port: " + port + " must be from 1 to " + LAST_PORT);
    }
    if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
      throw new IllegalArgumentException(
          "path: '" + path + "' must be empty, or begin with / and not end with it");
    }
  }

  /// Reads an address. Without a port it is 80; `HOST:PORT` alone will do.
  ///
  /// @throws IllegalArgumentException if it is none; the message says why
  public static Address of(String text) {
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URL: " + e.getReason(), e);
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("only http can be spoken");
    }
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("there is no host in it");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("there may be no user, query or fragment in it");
    }
    String path = uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    boolean bracketed = host.startsWith("[");
    return new Address(
        bracketed ? host.substring(1, host.length() - 1) : host,
        uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
        path);
  }

  /// The address as it is written: `http://127.0.0.1:9001/base`.
  public String text() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + shown + ":" + port + path;
  }
}
