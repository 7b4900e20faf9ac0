package dev.steelyard.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a node pushes along with its answer. A promise that reaches the caller decides for this
/// attempt, as the head of a good answer does; after another attempt was first it is declined.
final class Pushes<T extends @Nullable Object> implements PushPromiseHandler<T> {
  private final Call<T> call;
  private final NodeAttempt<T> attempt;
  private final PushPromiseHandler<T> caller;

  Pushes(Call<T> call, NodeAttempt<T> attempt, PushPromiseHandler<T> caller) {
    this.call = call;
    this.attempt = attempt;
    this.caller = caller;
  }

  @Override
  public void applyPushPromise(
      HttpRequest initiating,
      HttpRequest pushed,
      Function<BodyHandler<T>, CompletableFuture<HttpResponse<T>>> acceptor) {
    if (!call.claim(attempt)) {
      return;
    }
    URI named = attempt.node().logical(pushed.uri(), call.request().uri());
    URI uri = named == null ? pushed.uri() : named;
    HttpRequest logical = HttpRequest.newBuilder(pushed, (name, value) -> true).uri(uri).build();
    caller.applyPushPromise(
        call.request(),
        logical,
        handler ->
            acceptor
                .apply(handler)
                .thenApply(response -> new LogicalResponse<>(response, logical, uri, null)));
  }
}
