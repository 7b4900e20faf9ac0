package dev.steelyard.live;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.live.Relayed.Passage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/// Sends attempts as HTTP/1.1 over kept-alive connections.
///
/// A client of plain means: no redirects, cookies, content codings or headers of its own, and no
/// timeout but the one for connecting, since the balancer has its own. It never sends twice by
/// itself. Only so many attempts are under way to one port, each on a connection of its own; the
/// next ends with {@link Failure#CONNECTION_LIMIT}.
final class HttpTransport implements Transport {
  /// No port gets more attempts at once than this, however many connections the machine allows.
  static final int MOST_IN_FLIGHT = 2_000;

  private static final int MOST_TARGETS = 10_000;
  private static final int SELECTORS = 1;
  private static final int MOST_HEAD_BYTES = 32 * 1024;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Timeline timeline;
  private final int mostInFlight;
  private final Map<Endpoint, Target> traffic = new Targets();
  private final Map<Endpoint, Target> healthChecks = new Targets();

  /// Starts the client on the server's threads, which must be running.
  ///
  /// @param mostInFlight how many attempts may be under way to one port, 1 to MOST_IN_FLIGHT
  /// @throws IOException if there are too few file descriptors
  HttpTransport(Timeline timeline, int mostInFlight, NodeServer shared) throws IOException {
    this.timeline = timeline;
    this.mostInFlight = mostInFlight;
    var connector = new ClientConnector();
    connector.setSelectors(SELECTORS);
    var http = new HttpClientTransportOverHTTP(connector);
    http.setInvocationType(InvocationType.NON_BLOCKING);
    client = new HttpClient(http);
    client.setExecutor(shared.threads());
    client.setScheduler(shared.scheduler());
    client.setByteBufferPool(shared.buffers());
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new org.eclipse.jetty.http.HttpCookieStore.Empty());
    client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
    client.setIdleTimeout(0);
    client.setMaxRequestHeadersSize(MOST_HEAD_BYTES);
    client.setMaxResponseHeadersSize(MOST_HEAD_BYTES);
    client.setDefaultRequestContentType(null);
    client.setMaxConnectionsPerDestination(mostInFlight);
    client.setMaxRequestsQueuedPerDestination(mostInFlight);
    try {
      client.start();
    } catch (Exception failure) {
      stop();
      throw new IOException(failure.getMessage(), failure);
    }
    client.getContentDecoderFactories().clear(); // Starting the client fills both.
    client.getProtocolHandlers().clear();
    client.getProtocolHandlers().put(new InterimAnswers());
  }

  @Override
  public Cancellable send(Endpoint endpoint, Request request, Done done) {
    Target target = request.healthCheck() ? healthTarget(endpoint) : trafficTarget(endpoint);
    var attempt = new Attempt(target, target.newRequest(request), done);
    if (request.exchange() instanceof Relayed client) {
      attempt.carry(client.begin(endpoint, attempt.request));
    }
    attempt.start();
    return attempt;
  }

  @Override
  public void forget(Endpoint endpoint) {
    forget(traffic.remove(endpoint));
    forget(healthChecks.remove(endpoint));
  }

  /// How many connections of the traffic to `endpoint` are open, idle ones included.
  int connections(Endpoint endpoint) {
    Target target = traffic.get(endpoint);
    return target == null ? 0 : target.connections();
  }

  private static void forget(@Nullable Target target) {
    if (target != null) {
      target.forget();
    }
  }

  /// Ends all attempts and connections.
  void stop() {
    try {
      client.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the HTTP client does not stop", failure);
    }
  }

  private Target trafficTarget(Endpoint endpoint) {
    return traffic.computeIfAbsent(endpoint, to -> new Target(to.host(), to.port(), to.path()));
  }

  private Target healthTarget(Endpoint endpoint) {
    return healthChecks.computeIfAbsent(endpoint, to -> new Target(to.host(), to.healthPort(), ""));
  }

  /// What is known of a port: everything about its requests that is always the same.
  private final class Target {
    private final URI root;
    private final String path;
    private final HttpField hostField;
    private final Destination destination;
    private int inFlight;
    private boolean forgotten;

    Target(String host, int port, String path) {
      this.path = path;
      var origin = new Origin(HttpScheme.HTTP.asString(), host, port);
      root = URI.create(origin.asString());
      hostField = new PreEncodedHttpField(HttpHeader.HOST, root.getAuthority());
      destination =
          client.resolveDestination(
              new Origin(
                  HttpScheme.HTTP.asString(),
                  host,
                  port,
                  null,
                  HttpClientTransportOverHTTP.HTTP11));
    }

    /// Closes the idle connections; what is still in flight ends first.
    void forget() {
      forgotten = true;
      ConnectionPool pool = destination.getConnectionPool();
      for (Connection idle = pool.acquire(false); idle != null; idle = pool.acquire(false)) {
        idle.close();
      }
      removeIfUnused();
    }

    int connections() {
      return destination.getConnectionPool() instanceof AbstractConnectionPool pool
          ? pool.getConnectionCount()
          : 0;
    }

    void ended() {
      inFlight--;
      removeIfUnused();
    }

    private void removeIfUnused() {
      if (forgotten && inFlight == 0 && !isBack()) {
        client.removeDestination(destination);
      }
    }

    /// Whether the node has come back meanwhile, for then the client goes on with the same.
    private boolean isBack() {
      return Stream.of(traffic, healthChecks)
          .flatMap(targets -> targets.values().stream())
          .anyMatch(other -> other != this && other.destination.equals(destination));
    }

    org.eclipse.jetty.client.Request newRequest(Request request) {
      String target = path.isEmpty() ? request.path() : path + request.path();
      var made = new RawRequest(client, root, target);
      made.method(request.method());
      if (!(request.exchange() instanceof Relayed)) { // That one brings its own.
        made.headers(fields -> addHeaders(fields, request));
      }
      return made;
    }

    private void addHeaders(HttpFields.Mutable fields, Request request) {
      fields.add(hostField);
      request.headers().forEach(fields::put);
      if (request.workNanos() > 0) {
        fields.put(NodeServer.WORK_HEADER, request.workNanos());
      }
    }
  }

  /// One attempt under way. Runs on the Timeline when the client has ended it.
  private final class Attempt implements Cancellable, Response.CompleteListener, Runnable {
    private final Target target;
    private final org.eclipse.jetty.client.Request request;
    private final Done done;
    private @Nullable Passage passage; // Of a real client.
    private Outcome outcome = Failure.RESET; // Set before it is handed to the Timeline.
    private boolean over; // The Timeline's.

    Attempt(Target target, org.eclipse.jetty.client.Request request, Done done) {
      this.target = target;
      this.request = request;
      this.done = done;
    }

    void carry(Passage found) {
      passage = found;
      request.onResponseContentSource(found);
    }

    void start() {
      boolean mayStart = target.inFlight < mostInFlight;
      target.inFlight++;
      if (mayStart) {
        target.destination.send(request, this);
      } else {
        outcome = Failure.CONNECTION_LIMIT;
        timeline.execute(this);
      }
    }

    @Override
    public void onComplete(Result result) {
      Outcome seen = result.isFailed() ? failure(request, result) : answer(result.getResponse());
      outcome = passage == null ? seen : passage.outcome(seen);
      timeline.execute(this);
    }

    @Override
    public void run() {
      target.ended();
      if (!over) {
        over = true;
        if (passage != null) {
          passage.ended();
        }
        done.ended(outcome);
      }
    }

    @Override
    public void cancel() {
      if (!over) {
        over = true;
        if (passage != null) {
          passage.calledOff();
        }
        var _ = request.abort(new CancellationException());
      }
    }
  }

  private static Answer answer(Response response) {
    return Answer.of(
        response.getStatus(), RetryAfter.nanos(response.getHeaders(), InstantSource.system()));
  }

  /// What it means that `request` failed as `result` says. An answer has begun when its status line
  /// has come.
  private static Failure failure(org.eclipse.jetty.client.Request request, Result result) {
    Throwable cause = result.getFailure();
    if (cause instanceof RejectedExecutionException) {
      return Failure.CONNECTION_LIMIT;
    }
    if (cause instanceof HttpResponseException) {
      return Failure.MALFORMED;
    }
    if (request.getConnection() != null) {
      return result.getResponse().getStatus() == 0 ? Failure.RESET : Failure.TRUNCATED;
    }
    return switch (cause) {
      case ConnectException refused -> Failure.REFUSED;
      case SocketTimeoutException unreachable -> Failure.REFUSED;
      case SocketException noDescriptorOrPortLeft -> Failure.CONNECTION_LIMIT;
      default -> Failure.RESET;
    };
  }

  /// The most recently met targets.
  private static final class Targets extends LinkedHashMap<Endpoint, Target> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Endpoint, Target> eldest) {
      return size() > MOST_TARGETS;
    }
  }
}
