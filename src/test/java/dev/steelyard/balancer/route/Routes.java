package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Routes and requests of few words for tests.
final class Routes {
  private Routes() {}

  static Route host(String id, String host) {
    return new Route(
        id,
        Optional.of(host),
        Optional.empty(),
        Map.of(),
        Map.of(),
        id,
        Optional.empty(),
        Optional.empty());
  }

  static Route full(
      String id,
      @Nullable String host,
      @Nullable String path,
      Map<String, String> headers,
      Map<String, String> query) {
    return new Route(
        id,
        Optional.ofNullable(host),
        Optional.ofNullable(path),
        headers,
        query,
        id,
        Optional.empty(),
        Optional.empty());
  }

  static Request get(String path) {
    return Request.get(1, path);
  }

  static Request get(String path, Map<String, String> headers) {
    return Request.traffic(1, "GET", path, "client-1", headers, 0);
  }
}
