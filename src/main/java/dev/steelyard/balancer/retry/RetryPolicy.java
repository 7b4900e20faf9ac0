package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides whether a failed attempt is followed by another, and when. It decides only: the
/// Dispatcher waits and sends.
///
/// A refused connection is always safe to repeat, since the node never saw the request. Everything
/// else is repeated only if the request is replayable, for a node that broke off may have done the
/// work, and only if its body was small enough to be kept.
///
/// The wait is that of the backoff, or what the node asks for with `Retry-After` if that is longer.
/// If the wait would end after the time for the whole request, nothing is waited for at all.
///
/// A budget or throttle is asked last, so it never pays for a retry that is not made. It is asked
/// for hedges too.
///
/// Source: the rules of nginx's `proxy_next_upstream`, with `non_idempotent` off.
public final class RetryPolicy {
  /// The largest body that is kept so that it can be sent again, in bytes.
  public static final long LARGEST_BODY = 64 * 1024;

  /// A node that asks for a longer wait is not waited for.
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final RetryDecision NOT_RETRYABLE = new GiveUp(Reason.NOT_RETRYABLE);
  private static final RetryDecision AT_ONCE = new TryAgain(0);
  private static final RetrySettings ONE_ATTEMPT = new RetrySettings(1, false);

  private final RetrySettings settings;
  private final int mostWithHedge;
  private final Backoff backoff;
  private final @Nullable RetryLimit limit;

  /// @param random the chance in its waits
  /// @param nowNanos when it begins to count for its budget
  public RetryPolicy(RetrySettings settings, RandomGenerator random, long nowNanos) {
    this(settings, settings.maxAttempts(), random, nowNanos);
  }

  private RetryPolicy(
      RetrySettings settings, int mostWithHedge, RandomGenerator random, long nowNanos) {
    this.settings = settings;
    this.mostWithHedge = mostWithHedge;
    this.backoff = new Backoff(settings.backoff(), random);
    this.limit =
        switch (settings.limit().orElse(null)) {
          case null -> null;
          case BudgetSettings budget -> new RetryBudget(budget, nowNanos);
          case ThrottleSettings throttle -> new RetryThrottle(throttle);
        };
  }

  /// Retries nothing. A request may still have a hedge.
  public static RetryPolicy none(RandomGenerator random) {
    return new RetryPolicy(ONE_ATTEMPT, 2, random, 0);
  }

  /// Hears that a request came in.
  public void requestBegan(long nowNanos) {
    if (limit != null) {
      limit.requestBegan(nowNanos);
    }
  }

  /// Hears how an attempt ended, hedges included, unless it was called off.
  public void attemptEnded(Outcome outcome) {
    if (limit == null) {
      return;
    }
    if (outcome.succeeded()) {
      limit.attemptSucceeded();
    } else if (isRetryable(outcome)) {
      limit.attemptFailed();
    }
  }

  /// What follows when no attempt of a request is in flight any more.
  ///
  /// @param outcome how the last of them failed
  public RetryDecision decide(Tries tries, Outcome outcome, long nowNanos) {
    if (!isRetryable(outcome)) {
      return NOT_RETRYABLE;
    }
    Reason harm =
        reachedNoNode(outcome) ? whyNotAgain(tries.request()) : whyNotTwice(tries.request());
    if (harm != null) {
      return new GiveUp(harm);
    }
    if (tries.attempts() >= settings.maxAttempts()) {
      return new GiveUp(Reason.ATTEMPTS_USED);
    }
    long wait =
        Math.max(backoff.waitNanos(tries.retries(), tries.lastWaitNanos()), askedWait(outcome));
    if (tries.deadlineNanos() != Tries.NO_DEADLINE && wait >= tries.deadlineNanos() - nowNanos) {
      return new GiveUp(Reason.OUT_OF_TIME);
    }
    if (wait > LONGEST_WAIT.toNanos()) {
      return new GiveUp(Reason.WAIT_TOO_LONG);
    }
    if (limit != null && !limit.allows(nowNanos)) {
      return new GiveUp(limit.refusal());
    }
    return wait == 0 ? AT_ONCE : new TryAgain(wait);
  }

  /// Whether a hedge beside the attempt in flight would be harmless and within the bound on
  /// attempts.
  ///
  /// A real client's body comes once, so with one there is no hedge.
  public boolean mayHedge(Tries tries) {
    Request request = tries.request();
    return tries.attempts() < mostWithHedge
        && whyNotTwice(request) == null
        && (request.exchange() == null || request.bodyBytes() == 0);
  }

  /// Why no hedge may be sent now; null if one may, and then it counts as sent.
  public @Nullable Reason refusesHedge(long nowNanos) {
    return limit == null || limit.allows(nowNanos) ? null : limit.refusal();
  }

  private static @Nullable Reason whyNotTwice(Request request) {
    if (!request.replayable()) {
      return Reason.NOT_REPLAYABLE;
    }
    if (request.exchange() == null) {
      return request.bodyBytes() > LARGEST_BODY ? Reason.BODY_TOO_LARGE : null;
    }
    return whyNotAgain(request);
  }

  /// Why it cannot be sent again, whether or not a node saw it.
  private static @Nullable Reason whyNotAgain(Request request) {
    Exchange exchange = request.exchange();
    if (exchange == null) {
      return null;
    }
    if (exchange.answerBegun()) {
      return Reason.NOT_RETRYABLE;
    }
    return exchange.canBeSentAgain() ? null : Reason.BODY_TOO_LARGE;
  }

  private static long askedWait(Outcome outcome) {
    return outcome instanceof Answer answer ? Math.max(0, answer.retryAfterNanos()) : 0;
  }

  private boolean isRetryable(Outcome outcome) {
    return switch (outcome) {
      case Answer(int status, long _) ->
          status == 502
              || status == 503
              || status == 504
              || (status == 500 && settings.retryOn500());
      case Failure failure ->
          switch (failure) {
            case REFUSED, RESET, TIMEOUT, CONNECTION_LIMIT -> true;
            case TRUNCATED, MALFORMED, CANCELLED, NO_NODE, BREAKER_OPEN -> false;
            case CLIENT_GONE, NO_ROUTE, UNAUTHORIZED, RATE_LIMITED, TOO_LARGE -> false;
          };
    };
  }

  private static boolean reachedNoNode(Outcome outcome) {
    return outcome == Failure.REFUSED || outcome == Failure.CONNECTION_LIMIT;
  }
}
