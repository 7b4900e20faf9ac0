package dev.steelyard.balancer.route;

import java.util.List;
import java.util.Optional;

/// Everything about a gateway that can be set, and changed while it runs. An empty part is off.
///
/// The filters act in this order: request id, access log, authentication, rate limit, size limits;
/// then the request is routed. So who may not enter learns nothing of the routes, and a refusal is
/// logged like everything else.
///
/// @param routes where requests go; without any, all go to the first pool
/// @param requestId whether each request has an `X-Request-Id` that its nodes and its client see:
///   its own if that is sane, else a new one
/// @param accessLog real clients only
/// @param authentication without it, everybody may enter
/// @param rateLimit without it, nobody comes too often
/// @param limits without it, no request is too large for the gateway
public record GatewaySettings(
    List<Route> routes,
    boolean requestId,
    Optional<AccessLogSettings> accessLog,
    Optional<AuthenticationSettings> authentication,
    Optional<RateLimitSettings> rateLimit,
    Optional<SizeLimits> limits) {
  public static final int MOST_ROUTES = 1_000;

  /// Everything goes to the first pool.
  public static final GatewaySettings OPEN =
      new GatewaySettings(
          List.of(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public GatewaySettings {
    routes = List.copyOf(routes);
    if (routes.size() > MOST_ROUTES) {
      throw new IllegalArgumentException(
          "routes: there are " + routes.size() + ", and at most " + MOST_ROUTES + " may be");
    }
    if (routes.stream().map(Route::id).distinct().count() < routes.size()) {
      throw new IllegalArgumentException("routes: each id may be there once");
    }
  }

  public GatewaySettings withRoutes(List<Route> changed) {
    return new GatewaySettings(changed, requestId, accessLog, authentication, rateLimit, limits);
  }

  public GatewaySettings withRequestId(boolean changed) {
    return new GatewaySettings(routes, changed, accessLog, authentication, rateLimit, limits);
  }

  public GatewaySettings withAccessLog(Optional<AccessLogSettings> changed) {
    return new GatewaySettings(routes, requestId, changed, authentication, rateLimit, limits);
  }

  public GatewaySettings withAuthentication(Optional<AuthenticationSettings> changed) {
    return new GatewaySettings(routes, requestId, accessLog, changed, rateLimit, limits);
  }

  public GatewaySettings withRateLimit(Optional<RateLimitSettings> changed) {
    return new GatewaySettings(routes, requestId, accessLog, authentication, changed, limits);
  }

  public GatewaySettings withLimits(Optional<SizeLimits> changed) {
    return new GatewaySettings(routes, requestId, accessLog, authentication, rateLimit, changed);
  }
}
