package dev.steelyard.client;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/// A health check of one node.
final class Probe implements Cancellable {
  private final Switchboard board;
  private final CompletableFuture<HttpResponse<Void>> sending;
  private boolean over; // The Timeline's.

  Probe(Switchboard board, NodeClient node, HttpRequest probe, Transport.Done done) {
    this.board = board;
    this.sending = node.client().sendAsync(probe, BodyHandlers.discarding());
    var _ =
        sending.whenComplete((response, failure) -> {
          Outcome outcome =
              failure == null
                  ? Answer.of(response.statusCode())
                  : Mishaps.outcome(failure.getCause() == null ? failure : failure.getCause());
          board.timeline().execute(() -> end(outcome, done));
        });
  }

  private void end(Outcome outcome, Transport.Done done) {
    if (!over) {
      over = true;
      done.ended(outcome);
    }
  }

  @Override
  public void cancel() {
    over = true;
    board.execute(() -> sending.cancel(true));
  }
}
