package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.WatchMessage;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The members of a service by the registry of another process, over HTTP.
///
/// A watch is a chain of requests that wait at the registry for a change. The first one does not
/// wait: its answer says that the watch is open. Answers of more than 4 MiB are not read to the
/// end.
final class HttpRegistrySource implements MemberSource {
  private static final long MOST_BYTES = 4 << 20;
  private static final int OK = 200;
  private static final int GONE = 410;
  private static final Duration WAIT = Duration.ofSeconds(20);

  /// How long an answer may take beyond the time that it was to wait.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Timeline timeline;
  private final String service;
  private final URI root;
  private final HttpClient client;

  /// @param url the root of the registry, without the `/v1`
  HttpRegistrySource(Timeline timeline, String service, URI url) {
    this.timeline = timeline;
    this.service = service;
    String base = url.toString();
    this.root = URI.create((base.endsWith("/") ? base : base + "/") + "v1/services/" + service);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  @Override
  public String words() {
    return "registry " + root.getAuthority();
  }

  @Override
  public Cancellable fetch(Consumer<Fetched> done) {
    var question = new Question<Fetched>(done);
    question.sent =
        send(root, PATIENCE)
            .handle((response, failure) -> {
              question.answer(fetched(response, failure));
              return true;
            });
    return question;
  }

  @Override
  public boolean canWatch() {
    return true;
  }

  @Override
  public Cancellable watch(long epoch, long fromRevision, Consumer<WatchMessage> listener) {
    var watch = new Watch(listener);
    watch.ask(epoch, fromRevision, Duration.ZERO);
    return watch;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private CompletableFuture<HttpResponse<String>> send(URI uri, Duration timeout) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).build();
    return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
  }

  private static Fetched fetched(
      @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    if (response == null) {
      return new FetchFailed(Reasons.of(failure));
    }
    if (response.statusCode() != OK) {
      return new FetchFailed("status " + response.statusCode());
    }
    try {
      return new Listed(RegistryReader.listing(response.body()));
    } catch (BadMessageException e) {
      return new FetchFailed(Reasons.of(e));
    }
  }

  /// A question that is answered on the Timeline, unless it was called off.
  private final class Question<T> implements Cancellable {
    private final Consumer<T> done;
    volatile @Nullable CompletableFuture<?> sent;
    private boolean calledOff; // The Timeline's.

    Question(Consumer<T> done) {
      this.done = done;
    }

    void answer(T answer) {
      timeline.execute(() -> {
        if (!calledOff) {
          done.accept(answer);
        }
      });
    }

    @Override
    public void cancel() {
      calledOff = true;
      CompletableFuture<?> under = sent;
      if (under != null) {
        under.cancel(true);
      }
    }
  }

  /// A watch; all of it on the Timeline.
  private final class Watch implements Cancellable {
    private final Consumer<WatchMessage> listener;
    private Cancellable asking = Cancellable.NOTHING;
    private boolean opened;
    private boolean over;
    private long askedNanos;

    Watch(Consumer<WatchMessage> listener) {
      this.listener = listener;
    }

    void ask(long epoch, long from, Duration wait) {
      URI uri =
          URI.create(
              root + "/watch?epoch=" + epoch + "&from=" + from + "&wait=" + wait.toMillis() + "ms");
      var question = new Question<Runnable>(Runnable::run);
      asking = question;
      askedNanos = timeline.nanos();
      question.sent =
          send(uri, wait.plus(PATIENCE))
              .handle((response, failure) -> {
                question.answer(() -> hear(response, failure, from, wait));
                return true;
              });
    }

    private void hear(
        @Nullable HttpResponse<String> response,
        @Nullable Throwable failure,
        long from,
        Duration wait) {
      if (response == null) {
        end(new WatchMessage.Ended(Reasons.of(failure)));
        return;
      }
      try {
        switch (response.statusCode()) {
          case OK ->
              told(RegistryReader.changes(response.body(), service, timeline.nanos()), from, wait);
          case GONE -> end(gone(response));
          default -> end(new WatchMessage.Ended("status " + response.statusCode()));
        }
      } catch (BadMessageException e) {
        end(new WatchMessage.Ended(Reasons.of(e)));
      }
    }

    private void told(RegistryReader.Told told, long from, Duration wait) {
      if (!opened) {
        opened = true;
        listener.accept(new WatchMessage.Opened());
      }
      if (over) {
        return;
      }
      long next = from;
      if (!told.changes().isEmpty()) {
        next = told.changes().getLast().revision() + 1;
        listener.accept(new WatchMessage.Changed(told.changes()));
      }
      boolean waited = timeline.nanos() - askedNanos >= wait.toNanos() / 2;
      if (next < from || (next == from && !waited)) {
        end(new WatchMessage.Ended("the registry neither waits nor tells news"));
      } else if (!over) {
        ask(told.epoch(), next, WAIT);
      }
    }

    private void end(WatchMessage last) {
      if (!over) {
        over = true;
        listener.accept(last);
      }
    }

    @Override
    public void cancel() {
      over = true;
      asking.cancel();
    }
  }

  private static WatchMessage gone(HttpResponse<String> response) throws BadMessageException {
    boolean compacted =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return compacted
        ? new WatchMessage.Compacted(RegistryReader.compactedRevision(response.body()))
        : new WatchMessage.Invalidated("the registry is another one, or lost its memory");
  }
}
