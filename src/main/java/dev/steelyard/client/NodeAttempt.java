package dev.steelyard.client;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One attempt of a call at one node.
///
/// The head of an answer decides. If it is good and no other attempt was first, the caller's
/// handler is asked, and from then on this attempt is the answer. An answer of 500 or above is held
/// back, and ends the attempt with its head: if nothing better follows, the caller gets it.
final class NodeAttempt<T extends @Nullable Object>
    implements BodyHandler<T>, Cancellable, AnswerBody.Watcher, RequestBody.Watcher {
  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;

  private final Call<T> call;
  private final NodeClient node;
  private final Timeline timeline;
  private final Transport.Done done;
  private final AtomicBoolean reported = new AtomicBoolean();
  private volatile @Nullable CompletableFuture<HttpResponse<T>> sending;
  private volatile @Nullable AnswerBody<T> body;
  private volatile @Nullable ResponseInfo head;
  private volatile boolean callersFault;
  private volatile boolean bodyAwaited;
  private volatile boolean calledOff;
  private volatile boolean passesHeld;
  private volatile boolean refused;
  private boolean over; // The Timeline's.

  NodeAttempt(Call<T> call, NodeClient node, Timeline timeline, Transport.Done done) {
    this.call = call;
    this.node = node;
    this.timeline = timeline;
    this.done = done;
  }

  NodeClient node() {
    return node;
  }

  /// Begins. On the Timeline's thread.
  void start() {
    call.begins(this);
    if (!node.mayBegin()) {
      report(Failure.CONNECTION_LIMIT, null);
      return;
    }
    CompletableFuture<HttpResponse<T>> begun;
    try {
      begun = call.sendBy(this);
    } catch (RuntimeException notToBeSent) {
      callersFault = true;
      call.callOff(notToBeSent);
      return;
    }
    sending = begun;
    var _ =
        begun.whenComplete((response, failure) -> {
          if (failure == null) {
            call.answered(this, response);
          } else {
            failed(
                failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure);
          }
        });
  }

  /// Calls it off. On the Timeline's thread; what follows from it for the caller is told on
  /// another.
  @Override
  public void cancel() {
    call.withdraw(this);
    if (!over) {
      over = true;
      node.ended();
      if (!refused) {
        call.execute(this::interrupt);
      }
    }
  }

  private void interrupt() {
    CompletableFuture<HttpResponse<T>> begun = sending;
    if (begun != null) {
      var _ = begun.cancel(true);
    }
  }

  /// Under the call's lock.
  void markCalledOff() {
    calledOff = true;
  }

  boolean calledOff() {
    return calledOff;
  }

  /// Whether its answer was held back, and then went to the caller.
  boolean passesHeld() {
    return passesHeld;
  }

  /// Whether the caller wants no more of it. What the caller makes of that is not disturbed.
  boolean wasRefused() {
    return refused;
  }

  /// Whether it is the caller that is waited for, to take more or to send more.
  boolean waitsForCaller() {
    AnswerBody<T> coming = body;
    return bodyAwaited || (coming != null && coming.waitsForCaller());
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    call.moved();
    head = info;
    var coming = new AnswerBody<T>(this);
    body = coming;
    Answer answer = answer(info);
    if (!answer.succeeded() && !call.isAnsweredBy(this)) {
      report(answer, null);
    } else if (call.claim(this)) {
      pass(coming, info);
    } else {
      coming.drop(); // And nothing is said: the winner's end ends this one too.
    }
    return coming;
  }

  /// Statuses that HTTP does not know count as 500. Source: RFC 9110, section 15.
  private static Answer answer(ResponseInfo info) {
    int status = info.statusCode();
    return Answer.of(
        status < FIRST_STATUS || status > LAST_STATUS ? 500 : status,
        RetryAfter.nanos(info.headers(), InstantSource.system()));
  }

  private void pass(AnswerBody<T> coming, ResponseInfo info) {
    try {
      BodySubscriber<T> taker = call.subscriber(this, info);
      CompletionStage<T> taken = taker.getBody();
      var _ =
          taken.whenComplete((ignored, failure) -> {
            if (failure != null && !reported.get()) {
              callersFault = true;
            }
          });
      coming.passTo(taker);
    } catch (RuntimeException | Error failure) {
      callersFault = true;
      throw failure;
    }
  }

  /// Lets the caller have the answer that was held back.
  void passHeld() {
    AnswerBody<T> held = body;
    ResponseInfo info = head;
    if (held != null && info != null) {
      passesHeld = true;
      try {
        pass(held, info);
      } catch (RuntimeException | Error failure) {
        call.fail(failure);
        abort(failure);
      }
    }
  }

  /// Lets the answer that was held back go, for another attempt follows or has answered.
  void dropHeld() {
    AnswerBody<T> held = body;
    if (held != null) {
      held.drop();
    }
  }

  /// Ends the body towards the caller, who may be in the midst of it.
  void abort(Throwable reason) {
    AnswerBody<T> coming = body;
    if (coming != null) {
      coming.abort(reason);
    }
    interrupt();
    call.bodyEnded(this);
  }

  @Override
  public void moved() {
    call.moved();
  }

  @Override
  public void waitsForCaller(boolean waits) {
    bodyAwaited = waits;
    call.moved();
  }

  @Override
  public void publisherFailed(Throwable failure) {
    callersFault = true;
    call.callOff(failure);
  }

  private void failed(Throwable failure) {
    if (callersFault) {
      call.callOff(failure);
    } else if (calledOff) {
      return; // Whoever called it off tells the caller why.
    } else if (call.isAnsweredBy(this)) {
      call.fail(failure);
      report(Failure.TRUNCATED, failure);
    } else {
      report(Mishaps.outcome(failure), failure);
    }
  }

  @Override
  public void completed() {
    ResponseInfo info = head;
    if (info != null && call.isAnsweredBy(this)) {
      report(answer(info), null);
    }
    call.bodyEnded(this);
  }

  @Override
  public void brokeOff(Throwable failure) {
    if (call.isAnsweredBy(this)) {
      report(Failure.TRUNCATED, failure);
    }
    call.bodyEnded(this);
  }

  @Override
  public void refused() {
    callersFault = true;
    refused = true;
    call.callOff(null);
    call.bodyEnded(this);
  }

  private void report(Outcome outcome, @Nullable Throwable cause) {
    if (reported.compareAndSet(false, true)) {
      timeline.execute(() -> {
        if (!over) {
          over = true;
          node.ended();
          call.attemptEnded(this, cause);
          done.ended(outcome);
        }
      });
    }
  }
}
