package dev.steelyard.balancer.request;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request as the balancer sees it.
///
/// @param id unique in its run; numbers start at 1
/// @param method the HTTP method in capitals
/// @param path the path and query
/// @param client who sends it
/// @param headers header fields by name
/// @param workNanos the work that it asks of a mock node, in nanoseconds at speed 1; 0 for none
/// @param healthCheck whether it is a probe: it goes to the node's health port and is no traffic
/// @param bodyBytes how long its body is; 0 for none, {@link #UNKNOWN_LENGTH} if it does not say
/// @param exchange the real client that waits for the answer; null for traffic that is made here
public record Request(
    long id,
    String method,
    String path,
    String client,
    Map<String, String> headers,
    long workNanos,
    boolean healthCheck,
    long bodyBytes,
    @Nullable Exchange exchange) {

  /// The length of a body that ends when it ends.
  public static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

  /// The header that makes a POST safe to repeat.
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  public Request {
    if (workNanos < 0) {
      throw new IllegalArgumentException("workNanos: " + workNanos + " must not be below 0");
    }
    if (bodyBytes < 0) {
      throw new IllegalArgumentException("bodyBytes: " + bodyBytes + " must not be below 0");
    }
    if (!method.equals(method.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException("method: '" + method + "' must be in capitals");
    }
  }

  /// A request of generated traffic.
  public static Request traffic(
      long id,
      String method,
      String path,
      String client,
      Map<String, String> headers,
      long workNanos) {
    return new Request(id, method, path, client, headers, workNanos, false, 0, null);
  }

  /// A plain `GET` for one path, with no work: what tests and small tools send.
  public static Request get(long id, String path) {
    return traffic(id, "GET", path, "client", Map.of(), 0);
  }

  /// A health check of `path`.
  public static Request probe(String path) {
    return new Request(0, "GET", path, "health-check", Map.of(), 0, true, 0, null);
  }

  /// The same request with a body of this length.
  public Request withBody(long bytes) {
    return new Request(id, method, path, client, headers, workNanos, healthCheck, bytes, exchange);
  }

  /// A request of a real client.
  ///
  /// @param bodyBytes how long its body is; 0 for none, {@link #UNKNOWN_LENGTH} if it does not say
  public static Request of(
      long id,
      String method,
      String path,
      String client,
      Map<String, String> headers,
      long bodyBytes,
      Exchange exchange) {
    return new Request(id, method, path, client, headers, 0, false, bodyBytes, exchange);
  }

  /// The same request for another path and query.
  public Request withPath(String changed) {
    return new Request(
        id, method, changed, client, headers, workNanos, healthCheck, bodyBytes, exchange);
  }

  /// The same request asking for this much work of a mock node, in nanoseconds at speed 1.
  public Request withWork(long nanos) {
    return new Request(id, method, path, client, headers, nanos, healthCheck, bodyBytes, exchange);
  }

  /// The same request by another client.
  public Request withClient(String changed) {
    return new Request(
        id, method, path, changed, headers, workNanos, healthCheck, bodyBytes, exchange);
  }

  /// Whether sending it twice does no harm: GET, HEAD, OPTIONS, PUT and DELETE, and POST only with
  /// an `Idempotency-Key`, however its letters' case.
  ///
  /// Source: RFC 9110, sections 9.2.2 (idempotent methods) and 5.1 (names of fields).
  public boolean replayable() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
      case "POST" -> headers.keySet().stream().anyMatch(IDEMPOTENCY_KEY::equalsIgnoreCase);
      default -> false;
    };
  }

  /// The value of a header field, however its letters' case; null if it is not there.
  public @Nullable String header(String name) {
    if (headers.isEmpty()) {
      return null;
    }
    String exact = headers.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }

  /// The same request with this header field, in place of one that it may have.
  public Request withHeader(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>();
    headers.forEach((known, kept) -> {
      if (!known.equalsIgnoreCase(name)) {
        changed.put(known, kept);
      }
    });
    changed.put(name, value);
    return new Request(
        id, method, path, client, changed, workNanos, healthCheck, bodyBytes, exchange);
  }
}
