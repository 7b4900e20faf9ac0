package dev.steelyard.client;

import dev.steelyard.balancer.BalancerSettings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// A `java.net.http.HttpClient` that has a load balancer built in: `http://orders/api/x` goes to a
/// node of the pool `orders`, with retries, hedges, health checks, outlier ejection and circuit
/// breakers as the pool is set. The code that sends and reads stays as it is.
///
/// A URI names a pool if its host is the pool's name and it has no port. All other requests go
/// straight to a client of the JDK, as do web sockets.
///
/// **Responses** tell what was asked for, not which node answered: `uri()` and `request()` are the
/// caller's. An answer is handed over when its head is there and good (below 500), or when nothing
/// is left to try; from then on nothing is tried again, and if it breaks off, the caller sees that.
/// Bodies stream through the caller's `BodyHandler` at the caller's pace.
///
/// **Request bodies** of up to 64 KiB, and those of unknown length until they turn out to be
/// longer, are read before they are sent, and kept for retries. Larger ones stream, once.
///
/// **Timeouts.** The timeout of a request is that of the JDK's client: until the head of the answer
/// is handed over, with all attempts, waits and redirects, and ends in an `HttpTimeoutException`.
/// The timeout of an attempt is one of silence, and belongs to the pool's settings.
///
/// **Failures** have the types of the JDK's client, and say which node failed and after how many
/// attempts. If no node takes traffic, there is a {@link NoNodeException} at once.
///
/// **Redirects** within or between pools are balanced again, those that lead elsewhere go straight;
/// see {@link #followRedirects}. **Cookies** belong to the pool's name. An authenticator and a
/// proxy selector are asked for the node.
///
/// The JDK's client may by itself repeat a connection that was refused, and a GET or HEAD on a kept
/// connection that turns out to be closed, once each; the balancer knows nothing of it. The system
/// properties `jdk.httpclient.disableRetryConnect` and `jdk.httpclient.keepalive.timeout` govern
/// that.
///
/// To be shut down or closed when it is not needed any more: unlike the JDK's, it is not found by
/// the garbage collector, for its event loop goes on checking nodes. Safe for use by many threads.
public final class BalancedHttpClient extends HttpClient {
  private final Switchboard board;
  private final HttpClient straight;
  private final @Nullable Executor givenExecutor;

  BalancedHttpClient(Switchboard board, HttpClient straight, @Nullable Executor givenExecutor) {
    this.board = board;
    this.straight = straight;
    this.givenExecutor = givenExecutor;
  }

  /// A builder of clients, with the settings of the JDK's, and pools.
  public static BalancedHttpClientBuilder newBuilder() {
    return new BalancedHttpClientBuilder();
  }

  // ---- pools

  /// The nodes of a pool, as last set or told.
  ///
  /// @throws IllegalArgumentException if there is no such pool
  public List<NodeAddress> nodes(String pool) {
    return find(pool).nodes();
  }

  /// Exchanges the nodes of a pool, all at once: requests that are made from now on know the new
  /// list only. New nodes join: where nodes are checked they pass their warm-up probes first. Those
  /// that are gone get nothing new; what is in flight there ends in peace, and then their idle
  /// connections are closed.
  ///
  /// @param nodes at most 1000, each id once; none is allowed
  /// @throws IllegalArgumentException if there is no such pool, or too many nodes, or an id twice
  public void setNodes(String pool, List<NodeAddress> nodes) {
    find(pool).setNodes(nodes);
  }

  /// Has a pool balanced under other settings from now on.
  ///
  /// @throws IllegalArgumentException if there is no such pool
  public void change(String pool, BalancerSettings settings) {
    find(pool).change(settings);
  }

  private ServicePool find(String pool) {
    return board
        .pool(pool)
        .orElseThrow(() -> new IllegalArgumentException("pool: there is no '" + pool + "'"));
  }

  // ---- sending

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> responseBodyHandler)
      throws IOException, InterruptedException {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(responseBodyHandler, "responseBodyHandler");
    Optional<ServicePool> pool = board.pool(request.uri());
    if (pool.isEmpty()) {
      return straight.send(request, responseBodyHandler);
    }
    CompletableFuture<HttpResponse<T>> sent =
        new Conversation<>(board, responseBodyHandler, null).start(request, pool.get());
    try {
      return sent.get();
    } catch (InterruptedException interrupted) {
      var _ = sent.cancel(true);
      throw interrupted;
    } catch (ExecutionException failed) {
      switch (Mishaps.here(failed)) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Exception other -> throw new IOException(other);
      }
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> responseBodyHandler) {
    return sendAsync(request, responseBodyHandler, null);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> responseBodyHandler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(responseBodyHandler, "responseBodyHandler");
    Optional<ServicePool> pool = board.pool(request.uri());
    if (pool.isEmpty()) {
      return straight.sendAsync(request, responseBodyHandler, pushPromiseHandler);
    }
    return new Conversation<>(board, responseBodyHandler, pushPromiseHandler)
        .start(request, pool.get());
  }

  /// Builds web sockets to any host but pools, whose names it does not know.
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return straight.newWebSocketBuilder();
  }

  // ---- settings, as they were given to the builder

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.ofNullable(board.cookies());
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return straight.connectTimeout();
  }

  /// Which redirects are followed: at most four for one request. One that names the answering node
  /// by its address is taken as one to its pool, as nginx's `proxy_redirect default` does. What
  /// tells who the caller is does not follow to another host. A body that is not kept cannot be
  /// sent again, so then the caller gets the answer that redirects, as it does where a redirect
  /// leads nowhere.
  @Override
  public Redirect followRedirects() {
    return board.redirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return straight.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return straight.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return straight.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return straight.authenticator();
  }

  @Override
  public Version version() {
    return straight.version();
  }

  /// The executor that was given to the builder; without one each task has a virtual thread.
  @Override
  public Optional<Executor> executor() {
    return Optional.ofNullable(givenExecutor);
  }

  // ---- the end

  /// Takes no more requests. Those under way end in peace, then the connections are closed and the
  /// health checks end.
  @Override
  public void shutdown() {
    board.shutdown();
  }

  /// Takes no more requests, and calls off those under way.
  @Override
  public void shutdownNow() {
    board.shutdownNow();
  }

  @Override
  public boolean isTerminated() {
    return board.isTerminated();
  }

  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return board.awaitTermination(duration);
  }

  @Override
  public String toString() {
    return "BalancedHttpClient" + board.names();
  }
}
