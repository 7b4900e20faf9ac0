package dev.steelyard.scenario;

import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.balancer.route.StoredKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of `gateway`, as they are written.
final class GatewayFields {
  private GatewayFields() {}

  static Map<String, Object> of(GatewaySettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("routes", settings.routes().stream().map(GatewayFields::route).toList());
    fields.put("requestId", settings.requestId());
    settings.accessLog().ifPresent(found -> fields.put("accessLog", accessLog(found)));
    settings.authentication().ifPresent(found -> fields.put("authentication", keys(found)));
    settings.rateLimit().ifPresent(found -> fields.put("rateLimit", rateLimit(found)));
    settings.limits().ifPresent(found -> fields.put("limits", limits(found)));
    return fields;
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", route.id());
    route.host().ifPresent(host -> fields.put("host", host));
    route.path().ifPresent(path -> fields.put("path", path));
    fields.put("headers", route.headers());
    fields.put("query", route.query());
    fields.put("pool", route.pool());
    route.strip().ifPresent(strip -> fields.put("strip", strip));
    route.rewrite().ifPresent(rewrite -> fields.put("rewrite", rewrite));
    return fields;
  }

  private static Map<String, Object> accessLog(AccessLogSettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", settings.file());
    fields.put("maxSize", settings.maxSize());
    fields.put("keep", settings.keep());
    return fields;
  }

  private static Map<String, Object> keys(AuthenticationSettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("apiKeys", keys(settings.apiKeys()));
    fields.put("bearer", keys(settings.bearer()));
    return fields;
  }

  private static List<Map<String, Object>> keys(List<StoredKey> keys) {
    return keys.stream()
        .map(key -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("name", key.name());
          fields.put("sha256", key.sha256());
          return fields;
        })
        .toList();
  }

  private static Map<String, Object> rateLimit(RateLimitSettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rate", settings.rate());
    fields.put("burst", settings.burst());
    return fields;
  }

  private static Map<String, Object> limits(SizeLimits limits) {
    Map<String, Object> fields = new LinkedHashMap<>();
    limits.body().ifPresent(body -> fields.put("body", body));
    limits.headers().ifPresent(headers -> fields.put("headers", headers));
    limits.uri().ifPresent(uri -> fields.put("uri", uri));
    return fields;
  }
}
