package dev.steelyard.scenario;

import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.scenario.json.TextRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads `gateway`. A part that is left out is off.
final class GatewayBinder {
  private static final TextRule FILE =
      TextRule.of("[^\\p{Cntrl}]{1,1000}", "the path of a file, up to 1000 characters");

  private GatewayBinder() {}

  /// @param pools the ids of the pools; none if they are not known
  static Optional<GatewaySettings> bind(Fields scenario, Collection<String> pools) {
    return scenario.object("gateway").map(fields -> gateway(fields, pools));
  }

  private static GatewaySettings gateway(Fields fields, Collection<String> pools) {
    List<Route> routes = RoutesBinder.bind(fields, pools);
    boolean requestId = fields.flag("requestId", false);
    var accessLog = fields.object("accessLog").map(GatewayBinder::accessLog);
    var authentication = fields.object("authentication").flatMap(KeysBinder::bind);
    var rateLimit = fields.object("rateLimit").map(GatewayBinder::rateLimit);
    var limits = fields.object("limits").map(GatewayBinder::limits);
    fields.done();
    return new GatewaySettings(routes, requestId, accessLog, authentication, rateLimit, limits);
  }

  private static AccessLogSettings accessLog(Fields fields) {
    fields.require("file");
    String file = fields.text("file", "access.log", FILE);
    long maxSize =
        fields.whole(
            "maxSize",
            AccessLogSettings.DEFAULT_SIZE,
            AccessLogSettings.LEAST_SIZE,
            AccessLogSettings.MOST_SIZE);
    int keep = fields.whole("keep", AccessLogSettings.DEFAULT_KEPT, 0, AccessLogSettings.MOST_KEPT);
    fields.done();
    return new AccessLogSettings(file, maxSize, keep);
  }

  private static RateLimitSettings rateLimit(Fields fields) {
    fields.require("rate");
    double rate = fields.number("rate", 1, Range.above(0, RateLimitSettings.MOST_RATE));
    int burst =
        fields.whole("burst", RateLimitSettings.of(rate).burst(), 1, RateLimitSettings.MOST_BURST);
    fields.done();
    return new RateLimitSettings(rate, burst);
  }

  private static SizeLimits limits(Fields fields) {
    OptionalLong body =
        fields.has("body")
            ? OptionalLong.of(fields.whole("body", 0L, 0L, SizeLimits.MOST_BODY))
            : OptionalLong.empty();
    OptionalInt headers = fields.wholeIfThere("headers", 1, SizeLimits.MOST_HEAD);
    OptionalInt uri = fields.wholeIfThere("uri", 1, SizeLimits.MOST_HEAD);
    fields.done();
    return new SizeLimits(body, headers, uri);
  }
}
