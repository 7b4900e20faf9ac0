package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// Asks for something and waits for the answer for a limited time only.
final class TimeLimit {
  private TimeLimit() {}

  /// Calls `done` once on the Timeline's thread, with the answer or, when the time is over, with
  /// `none`; an answer that comes later is not heard.
  ///
  /// @param ask asks, given whom to tell the answer
  static <T> Cancellable ask(
      Timeline timeline,
      Duration limit,
      Function<Consumer<T>, Cancellable> ask,
      T none,
      Consumer<T> done) {
    var question = new Question<T>(done);
    question.asking = ask.apply(question::answered);
    question.timer =
        timeline.timeout(
            limit.toNanos(),
            () -> {
              question.asking.cancel();
              question.answered(none);
            });
    return question;
  }

  /// The words for an answer that did not come.
  static String reason(Duration limit) {
    return "no answer within " + limit.toMillis() + " ms";
  }

  private static final class Question<T> implements Cancellable {
    private final Consumer<T> done;
    Cancellable asking = Cancellable.NOTHING;
    Cancellable timer = Cancellable.NOTHING;
    private boolean over;

    Question(Consumer<T> done) {
      this.done = done;
    }

    void answered(T answer) {
      if (!over) {
        over = true;
        timer.cancel();
        done.accept(answer);
      }
    }

    @Override
    public void cancel() {
      over = true;
      timer.cancel();
      asking.cancel();
    }
  }
}
