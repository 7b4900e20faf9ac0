package dev.steelyard.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JDK's client for one node, and with it the connections to that node.
///
/// Each node has a client of its own, because that is the only way in which the JDK lets idle
/// connections to one place be closed: by shutting the client down. Apart from its connections it
/// costs a thread that waits on a selector.
final class NodeClient {
  /// No node gets more attempts at once than this; each may be a connection.
  static final int MOST_IN_FLIGHT = 2_000;

  private final NodeAddress address;
  private final String root;
  private final HttpClient client;
  private int inFlight; // The Timeline's.

  /// @param client a client that nobody else uses
  NodeClient(NodeAddress address, HttpClient client) {
    this.address = address;
    this.client = client;
    this.root = rootOf(address.uri(), address.uri().getPort());
  }

  private static String rootOf(URI uri, int port) {
    return uri.getScheme().toLowerCase(Locale.ROOT)
        + "://"
        + uri.getHost()
        + (port < 0 ? "" : ":" + port);
  }

  NodeAddress address() {
    return address;
  }

  HttpClient client() {
    return client;
  }

  /// Whether one more attempt may be sent; then it counts until {@link #ended}.
  boolean mayBegin() {
    inFlight++;
    return inFlight <= MOST_IN_FLIGHT;
  }

  void ended() {
    inFlight--;
  }

  /// Where a request is sent that asks for `logical`: its path and query behind those of the node.
  URI physical(URI logical) {
    String query = logical.getRawQuery();
    String path = logical.getRawPath();
    return URI.create(
        root
            + address.endpoint().path()
            + (path.isEmpty() ? "/" : path)
            + (query == null ? "" : "?" + query));
  }

  /// What a caller should be told in place of `physical`: if it names this node, the same at the
  /// pool; else null.
  ///
  /// Source: nginx, `proxy_redirect default`.
  @Nullable URI logical(URI physical, URI asked) {
    String prefix = root + address.endpoint().path() + "/";
    String all = physical.toString();
    return all.regionMatches(true, 0, prefix, 0, prefix.length())
        ? URI.create(
            asked.getScheme()
                + "://"
                + asked.getRawAuthority()
                + "/"
                + all.substring(prefix.length()))
        : null;
  }

  /// A health check.
  HttpRequest probe(String method, String path) {
    return HttpRequest.newBuilder(URI.create(rootOf(address.uri(), address.healthPort()) + path))
        .method(method, BodyPublishers.noBody())
        .build();
  }

  /// Closes the idle connections, and the others when what is under way on them has ended.
  void shutdown() {
    client.shutdown();
  }

  void shutdownNow() {
    client.shutdownNow();
  }

  boolean isTerminated() {
    return client.isTerminated();
  }

  boolean awaitTermination(Duration atMost) throws InterruptedException {
    return client.awaitTermination(atMost);
  }
}
