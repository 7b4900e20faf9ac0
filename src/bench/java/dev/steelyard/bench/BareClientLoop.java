package dev.steelyard.bench;

import dev.steelyard.balancer.node.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/// A closed loop of Jetty's client with the same settings as the balancer's transport: each request
/// that ends is followed by the next one, on the thread that saw it end.
final class BareClientLoop {
  private static final int MOST_AT_ONCE = 1_000;

  private final HttpClient client;
  private final URI[] nodes;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong toSend = new AtomicLong();
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile CountDownLatch over = new CountDownLatch(0);

  BareClientLoop(List<Endpoint> endpoints) throws Exception {
    this.nodes =
        endpoints.stream()
            .map(endpoint -> URI.create("http://" + endpoint.host() + ":" + endpoint.port()))
            .toArray(URI[]::new);
    var connector = new ClientConnector();
    connector.setSelectors(1);
    var http = new HttpClientTransportOverHTTP(connector);
    http.setInvocationType(InvocationType.NON_BLOCKING);
    client = new HttpClient(http);
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new org.eclipse.jetty.http.HttpCookieStore.Empty());
    client.setIdleTimeout(0);
    client.setMaxConnectionsPerDestination(MOST_AT_ONCE);
    client.setMaxRequestsQueuedPerDestination(MOST_AT_ONCE);
    client.start();
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().clear();
  }

  /// Sends so many requests and waits until all have been answered.
  void run(long requests, int atOnce) throws InterruptedException {
    var ended = new CountDownLatch(1);
    over = ended;
    toSend.set(requests);
    inFlight.set(requests);
    for (int i = 0; i < atOnce; i++) {
      sendNext();
    }
    ended.await();
    if (failed.get() > 0) {
      throw new IllegalStateException(failed.get() + " requests failed");
    }
  }

  void close() throws Exception {
    client.stop();
  }

  private void sendNext() {
    if (toSend.getAndDecrement() > 0) {
      URI node = nodes[Math.floorMod(turn.getAndIncrement(), nodes.length)];
      client.newRequest(node).path("/").send(this::ended);
    }
  }

  private void ended(Result result) {
    if (result.isFailed()) {
      failed.incrementAndGet();
    }
    sendNext();
    if (inFlight.decrementAndGet() == 0) {
      over.countDown();
    }
  }
}
