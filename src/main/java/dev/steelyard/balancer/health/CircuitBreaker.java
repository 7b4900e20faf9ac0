package dev.steelyard.balancer.health;

/// The circuit breaker of one node. It decides only: whoever asks it sends, waits and tells.
///
/// Closed, it watches the last calls; once enough have ended, a failure rate or a rate of slow
/// calls that reaches its threshold opens it. Open, it lets nothing through. After a while it is
/// half-open and lets a few trial calls through; when they have ended, their rates decide by the
/// same thresholds whether it opens again or closes, and then it begins with an empty window.
///
/// A call counts for the state in which it ends, whenever it began: one that was under way when the
/// breaker opened changes nothing while it is open, and counts like a trial call if it ends during
/// the trial. A call is slow if it took longer than the threshold, not if just as long.
///
/// Source: resilience4j, count-based. There the first call after the wait opens the trial, unless
/// `automaticTransitionFromOpenToHalfOpenEnabled` is set; here it is as if it were set, since a
/// node that may not be chosen gets no call. As there, the trial is decided as soon as
/// `minimumCalls` calls have ended if these are fewer than the trial calls.
final class CircuitBreaker {
  /// Whether calls get through.
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final CircuitBreakerSettings settings;
  private State state = State.CLOSED;
  private CallWindow calls;
  private int permits;
  private String reason = "";

  CircuitBreaker(CircuitBreakerSettings settings) {
    this.settings = settings;
    this.calls = new CallWindow(settings.window());
  }

  State state() {
    return state;
  }

  /// Why it is in its state, in a few words.
  String reason() {
    return reason;
  }

  /// Whether a call may begin.
  boolean permits() {
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> false;
      case HALF_OPEN -> permits > 0;
    };
  }

  /// A call begins.
  void began() {
    if (state == State.HALF_OPEN && permits > 0) {
      permits--;
    }
  }

  /// A call ended in a way that says nothing about the node, such as being called off.
  void abandoned() {
    if (state == State.HALF_OPEN && permits < settings.trialCalls()) {
      permits++;
    }
  }

  /// A call ended; the state may be another one afterwards.
  void ended(boolean failed, long latencyNanos) {
    calls.add(failed, latencyNanos > settings.slowCallTime().toNanos());
    switch (state) {
      case CLOSED -> {
        if (enough(settings.window()) && exceeded()) {
          enter(State.OPEN, settings.window(), words("the last "));
        }
      }
      case OPEN -> {}
      case HALF_OPEN -> {
        if (enough(settings.trialCalls())) {
          String words = words("");
          enter(exceeded() ? State.OPEN : State.CLOSED, settings.window(), words);
        }
      }
    }
  }

  /// It was open for long enough.
  void beginTrial() {
    if (state != State.OPEN) {
      throw new IllegalStateException("a breaker that is " + state + " begins no trial");
    }
    permits = settings.trialCalls();
    enter(State.HALF_OPEN, settings.trialCalls(), "trial calls begin");
  }

  private void enter(State entered, int window, String why) {
    state = entered;
    calls = new CallWindow(window);
    reason = why;
  }

  private boolean enough(int window) {
    return calls.size() >= Math.min(settings.minimumCalls(), window);
  }

  private boolean exceeded() {
    return failureRate() >= settings.failureRate() || slowCallRate() >= settings.slowCallRate();
  }

  private double failureRate() {
    return (double) calls.failed() / calls.size();
  }

  private double slowCallRate() {
    return (double) calls.slow() / calls.size();
  }

  private String words(String which) {
    boolean onlySlow =
        failureRate() < settings.failureRate() && slowCallRate() >= settings.slowCallRate();
    String calls =
        which + this.calls.size() + (state == State.HALF_OPEN ? " trial calls" : " calls");
    return (onlySlow ? this.calls.slow() : this.calls.failed())
        + " of "
        + calls
        + (onlySlow ? " were slow" : " failed");
  }
}
