package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Refusal;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import org.jspecify.annotations.Nullable;

/// Decides about requests by one set of settings: lets the filters act in their order, see {@link
/// GatewaySettings}, and finds the route. Remembers only how often clients came.
public final class Gate {
  private final GatewaySettings settings;
  private final RequestIds ids;
  private final @Nullable KeyRing keys;
  private final @Nullable RateLimiter limiter;
  private final @Nullable SizeLimits limits;
  private final Router router;

  /// @param seeds the root of its chance; it uses the stream `request-ids`
  public Gate(GatewaySettings settings, Seeds seeds) {
    this(
        settings,
        new RequestIds(seeds.stream("request-ids")),
        settings.rateLimit().map(RateLimiter::new).orElse(null));
  }

  private Gate(GatewaySettings settings, RequestIds ids, @Nullable RateLimiter limiter) {
    this.settings = settings;
    this.ids = ids;
    this.keys = settings.authentication().map(KeyRing::new).orElse(null);
    this.limiter = limiter;
    this.limits = settings.limits().orElse(null);
    this.router = new Router(settings.routes());
  }

  /// A gate with other settings that remembers what this one does: clients keep their rates unless
  /// the rate limit itself is another one.
  public Gate with(GatewaySettings changed) {
    RateLimiter kept =
        changed.rateLimit().equals(settings.rateLimit())
            ? limiter
            : changed.rateLimit().map(RateLimiter::new).orElse(null);
    return new Gate(changed, ids, kept);
  }

  public GatewaySettings settings() {
    return settings;
  }

  /// Decides about a request. To be asked once for each, for it counts against the rate.
  public Verdict judge(Request incoming, long nowNanos) {
    Request request = settings.requestId() ? ids.identified(incoming) : incoming;
    if (keys != null) {
      String name = keys.nameOf(request);
      if (name == null) {
        return new Verdict.Refused(request, Refusal.UNAUTHORIZED);
      }
      request = request.withClient(name);
    }
    if (limiter != null) {
      long wait = limiter.take(request.client(), nowNanos);
      if (wait > 0) {
        return new Verdict.Refused(request, Refusal.rateLimited(wait));
      }
    }
    Refusal tooLarge = limits == null ? null : limits.refusal(incoming);
    return tooLarge == null ? routed(request) : new Verdict.Refused(request, tooLarge);
  }

  /// The id of a request that was judged; empty if requests are given none.
  public String idOf(Request request) {
    String id = settings.requestId() ? request.header(RequestIds.HEADER) : null;
    return id == null ? "" : id;
  }

  /// Which route takes a request, and for each other one why it does not. The filters are not
  /// asked.
  public RouteExplanation explain(Request request) {
    return router.explain(request);
  }

  private Verdict routed(Request request) {
    if (settings.routes().isEmpty()) {
      return new Verdict.Admitted(request, "", "");
    }
    Router.Match match = router.route(request);
    if (match == null) {
      return new Verdict.Refused(request, Refusal.NO_ROUTE);
    }
    Request sent =
        match.target().equals(request.path()) ? request : request.withPath(match.target());
    return new Verdict.Admitted(sent, match.route().id(), match.route().pool());
  }
}
