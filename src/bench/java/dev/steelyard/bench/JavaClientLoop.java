package dev.steelyard.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A closed loop of a `java.net.http.HttpClient`, which turns over its addresses by itself: each
/// request that ends is followed by the next one.
final class JavaClientLoop {
  private final HttpClient client;
  private final HttpRequest[] requests;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong toSend = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile CountDownLatch over = new CountDownLatch(0);

  JavaClientLoop(HttpClient client, List<URI> addresses) {
    this.client = client;
    this.requests =
        addresses.stream()
            .map(address -> HttpRequest.newBuilder(address).build())
            .toArray(HttpRequest[]::new);
  }

  /// Sends so many requests and waits until all have been answered.
  void run(long count, int atOnce) throws InterruptedException {
    var ended = new CountDownLatch(1);
    over = ended;
    toSend.set(count);
    unanswered.set(count);
    for (int i = 0; i < atOnce; i++) {
      sendNext();
    }
    ended.await();
    if (failed.get() > 0) {
      throw new IllegalStateException(failed.get() + " requests failed");
    }
  }

  private void sendNext() {
    if (toSend.getAndDecrement() > 0) {
      HttpRequest request = requests[Math.floorMod(turn.getAndIncrement(), requests.length)];
      client.sendAsync(request, BodyHandlers.ofByteArray()).whenComplete(this::ended);
    }
  }

  private void ended(HttpResponse<byte[]> response, Throwable failure) {
    if (failure != null || response.statusCode() != 200) {
      failed.incrementAndGet();
    }
    sendNext();
    if (unanswered.decrementAndGet() == 0) {
      over.countDown();
    }
  }
}
