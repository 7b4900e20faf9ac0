package dev.steelyard.client;

import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Which request follows an answer that redirects.
///
/// The rules are those of the JDK's client: which statuses redirect, when POST becomes GET, how
/// many redirects are followed, and that `NORMAL` never leaves TLS. On top of that a redirect that
/// names the node itself is one to its pool, and what tells who the caller is does not go to
/// another host (`Authorization`, `Cookie`, `Proxy-Authorization`).
///
/// Sources: `java.net.http.HttpClient.Redirect`; RFC 9110, section 15.4; WHATWG Fetch.
final class Redirects {
  /// So many answers may redirect one request, less one: the JDK's default.
  static final int MOST = 5;

  private static final Set<String> PRIVATE =
      Set.of("authorization", "cookie", "proxy-authorization");

  private Redirects() {}

  /// Decides it.
  ///
  /// @param followed redirects of this request that were followed already
  /// @param bodyAgain whether the body can be sent once more
  /// @return empty if the answer is for the caller
  static Optional<HttpRequest> next(
      Redirect policy,
      HttpRequest asked,
      ResponseInfo answer,
      NodeClient node,
      int followed,
      boolean bodyAgain) {
    int status = answer.statusCode();
    if (policy == Redirect.NEVER || !redirects(status) || followed + 1 >= MOST) {
      return Optional.empty();
    }
    Optional<URI> target = target(asked.uri(), answer, node);
    if (target.isEmpty() || !mayGo(policy, asked.uri(), target.get())) {
      return Optional.empty();
    }
    String method = method(status, asked.method());
    boolean keepsBody = method.equals(asked.method()) && asked.bodyPublisher().isPresent();
    if (keepsBody && !bodyAgain) {
      return Optional.empty();
    }
    return Optional.of(request(asked, target.get(), method, keepsBody));
  }

  private static boolean redirects(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static String method(int status, String asked) {
    boolean becomesGet =
        switch (status) {
          case 301, 302 -> asked.equals("POST");
          case 303 -> !asked.equals("HEAD");
          default -> false;
        };
    return becomesGet ? "GET" : asked;
  }

  private static Optional<URI> target(URI asked, ResponseInfo answer, NodeClient node) {
    try {
      return answer
          .headers()
          .firstValue("Location")
          .map(URI::create)
          .map(to -> to.isAbsolute() ? Objects.requireNonNullElse(node.logical(to, asked), to) : to)
          .map(asked::resolve)
          .filter(to -> to.getHost() != null);
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static boolean mayGo(Redirect policy, URI from, URI to) {
    String scheme = to.getScheme().toLowerCase(Locale.ROOT);
    return switch (policy) {
      case NEVER -> false;
      case ALWAYS -> scheme.equals("http") || scheme.equals("https");
      case NORMAL ->
          scheme.equals("https")
              || (scheme.equals("http") && from.getScheme().equalsIgnoreCase(scheme));
    };
  }

  private static HttpRequest request(HttpRequest asked, URI to, String method, boolean keepsBody) {
    boolean sameHost = to.getHost().equalsIgnoreCase(asked.uri().getHost());
    HttpRequest.Builder next =
        HttpRequest.newBuilder(
                asked,
                (name, value) -> sameHost || !PRIVATE.contains(name.toLowerCase(Locale.ROOT)))
            .uri(to);
    if (!keepsBody) {
      if (method.equals("GET")) {
        next.GET();
      } else {
        next.method(method, BodyPublishers.noBody());
      }
    }
    return next.build();
  }
}
