package dev.steelyard.live.registry;

import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.scenario.text.DurationFormatException;
import dev.steelyard.scenario.text.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// Takes requests over HTTP to the registry on its Timeline, and the answers back.
final class RegistryApi extends Handler.Abstract.NonBlocking {
  static final int MOST_BYTES = 65_536;

  private static final String ROOT = "/v1/";
  private static final String GET = "GET";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

  private final Calls calls;
  private final Timeline timeline;
  private final Executor threads;
  private final boolean toThisMachineOnly;

  /// @param threads writes answers, so that the Timeline need not
  /// @param toThisMachineOnly whether `Host` must name this machine: a web page that gives its own
  ///   name our address must not reach us by the browser of somebody here
  RegistryApi(Calls calls, Timeline timeline, Executor threads, boolean toThisMachineOnly) {
    this.calls = calls;
    this.timeline = timeline;
    this.threads = threads;
    this.toThisMachineOnly = toThisMachineOnly;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Consumer<Reply> answer = reply -> write(reply, response, callback);
    String path = Request.getPathInContext(request);
    String host = Request.getServerName(request);
    if (toThisMachineOnly && !(host == null || THIS_MACHINE.contains(host))) {
      answer.accept(Reply.problem(421, "Host: it is not this machine; allowed: localhost"));
    } else if (!path.startsWith(ROOT)) {
      answer.accept(notFound());
    } else {
      route(path.substring(ROOT.length()).split("/", -1), request, answer);
    }
    return true;
  }

  private void route(String[] parts, Request request, Consumer<Reply> answer) {
    String method = request.getMethod();
    switch (shape(parts)) {
      case "services" -> only(GET, method, answer, () -> onTimeline(calls::services, answer));
      case "services/" ->
          only(
              GET,
              method,
              answer,
              () -> named(parts[1], answer, () -> onTimeline(() -> calls.list(parts[1]), answer)));
      case "services//watch" ->
          only(
              GET,
              method,
              answer,
              () -> named(parts[1], answer, () -> watch(parts[1], request, answer)));
      case "services//instances/" ->
          only(
              "PUT",
              method,
              answer,
              () ->
                  named(
                      parts[1],
                      answer,
                      () ->
                          named(
                              parts[3],
                              answer,
                              () -> register(parts[1], parts[3], request, answer))));
      case "leases/" ->
          only(
              "DELETE",
              method,
              answer,
              () ->
                  numbered(parts[1], answer, id -> onTimeline(() -> calls.deregister(id), answer)));
      case "leases//heartbeat" ->
          only(
              "POST",
              method,
              answer,
              () ->
                  numbered(parts[1], answer, id -> onTimeline(() -> calls.heartbeat(id), answer)));
      default -> answer.accept(notFound());
    }
  }

  /// The path without the names in it.
  private static String shape(String[] parts) {
    return switch (parts.length) {
      case 1 -> parts[0];
      case 2 -> parts[0] + "/";
      case 3 -> parts[0] + "//" + parts[2];
      case 4 -> parts[0] + "//" + parts[2] + "/";
      default -> "";
    };
  }

  private void register(String service, String id, Request request, Consumer<Reply> answer) {
    Content.Source.asByteArrayAsync(
        request,
        MOST_BYTES,
        Promise.Invocable.from(
            InvocationType.NON_BLOCKING,
            bytes -> register(service, id, new String(bytes, StandardCharsets.UTF_8), answer),
            failure ->
                answer.accept(
                    Reply.problem(
                        413, "body: it is too long; allowed: up to " + MOST_BYTES + " bytes"))));
  }

  private void register(String service, String id, String body, Consumer<Reply> answer) {
    try {
      var registration = RegistryReader.registration(body, id);
      onTimeline(() -> calls.register(service, registration), answer);
    } catch (BadMessageException e) {
      answer.accept(Reply.problem(400, String.valueOf(e.getMessage())));
    }
  }

  private void watch(String service, Request request, Consumer<Reply> answer) {
    WatchQuery query;
    try {
      Fields fields = Request.extractQueryParameters(request);
      query =
          new WatchQuery(
              service,
              number("epoch", fields.getValue("epoch")),
              number("from", fields.getValue("from")),
              patience(fields.getValue("wait")));
    } catch (BadMessageException e) {
      answer.accept(Reply.problem(400, String.valueOf(e.getMessage())));
      return;
    }
    // Before the answer, after which nobody may listen any more.
    var asker = new Asker();
    request.addFailureListener(failure -> timeline.execute(() -> asker.gone.run()));
    timeline.execute(() -> {
      asker.gone = calls.watch(query, reply -> handOver(() -> answer.accept(reply)));
    });
  }

  private static long number(String name, @Nullable String value) throws BadMessageException {
    if (value == null || !NUMBER.matcher(value).matches() || Long.parseLong(value) < 1) {
      throw new BadMessageException(
          name + ": it is " + shown(value) + "; allowed: a whole number, 1 or more");
    }
    return Long.parseLong(value);
  }

  private static Duration patience(@Nullable String value) throws BadMessageException {
    if (value == null) {
      return WatchQuery.DEFAULT_WAIT;
    }
    try {
      Duration wait = Durations.parse(value);
      if (wait.compareTo(WatchQuery.LONGEST_WAIT) <= 0) {
        return wait;
      }
    } catch (DurationFormatException e) {
      // Told below.
    }
    String longest = Durations.format(WatchQuery.LONGEST_WAIT);
    throw new BadMessageException(
        "wait: it is " + shown(value) + "; allowed: a duration from 0s to " + longest);
  }

  /// A value that was sent, so that it breaks no line.
  private static String shown(@Nullable String value) {
    return value == null
        ? "missing"
        : "'" + value.substring(0, Math.min(40, value.length())).replaceAll("[^ -~]", "?") + "'";
  }

  private void only(String allowed, String method, Consumer<Reply> answer, Runnable then) {
    if (method.equals(allowed)) {
      then.run();
    } else {
      answer.accept(Reply.notAllowed(allowed));
    }
  }

  private void named(String name, Consumer<Reply> answer, Runnable then) {
    if (NAME.matcher(name).matches()) {
      then.run();
    } else {
      answer.accept(
          Reply.problem(
              400,
              "path: "
                  + shown(name)
                  + " is no name; allowed: 1 to 64 of the characters A-Z a-z 0-9 . _ -"));
    }
  }

  private void numbered(String number, Consumer<Reply> answer, LongConsumer then) {
    if (NUMBER.matcher(number).matches()) {
      then.accept(Long.parseLong(number));
    } else {
      answer.accept(
          Reply.problem(400, "path: " + shown(number) + " is no lease; allowed: a whole number"));
    }
  }

  private void onTimeline(Supplier<Reply> call, Consumer<Reply> answer) {
    timeline.execute(() -> {
      Reply reply = call.get();
      handOver(() -> answer.accept(reply));
    });
  }

  private void handOver(Runnable answer) {
    try {
      threads.execute(answer);
    } catch (RejectedExecutionException closed) {
      // Nobody is there any more, and that must not end the Timeline.
    }
  }

  private static Reply notFound() {
    return Reply.problem(
        404,
        "path: there is nothing here; allowed: /v1/services, /v1/services/NAME,"
            + " /v1/services/NAME/watch, /v1/services/NAME/instances/ID, /v1/leases/ID,"
            + " /v1/leases/ID/heartbeat");
  }

  private static void write(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    reply.headers().forEach(response.getHeaders()::put);
    Content.Sink.write(response, true, reply.text(), callback);
  }

  /// Somebody who waits for a change.
  private static final class Asker {
    Runnable gone = () -> {}; // The Timeline's.
  }
}
