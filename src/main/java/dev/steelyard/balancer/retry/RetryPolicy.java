package dev.steelyard.balancer.retry;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.retry.RetryDecision.GiveUp;
import dev.steelyard.balancer.retry.RetryDecision.Reason;
import dev.steelyard.balancer.retry.RetryDecision.TryAgain;

/// Decides whether a failed attempt is followed by another. It decides only: the Dispatcher waits
/// and sends.
///
/// A refused connection is always safe to repeat, since the node never saw the request. Everything
/// else is repeated only if the request is replayable, for a node that broke off may have done the
/// work.
///
/// Source: the rules of nginx's `proxy_next_upstream`, with `non_idempotent` off.
public final class RetryPolicy {
  private static final RetryDecision NOT_RETRYABLE = new GiveUp(Reason.NOT_RETRYABLE);
  private static final RetryDecision NOT_REPLAYABLE = new GiveUp(Reason.NOT_REPLAYABLE);
  private static final RetryDecision ATTEMPTS_USED = new GiveUp(Reason.ATTEMPTS_USED);
  private static final RetryDecision AT_ONCE = new TryAgain(0);

  private final RetrySettings settings;

  public RetryPolicy(RetrySettings settings) {
    this.settings = settings;
  }

  /// What follows after the given outcome.
  ///
  /// @param attempts how many attempts were made, 1 or more
  /// @param outcome how the last of them failed
  public RetryDecision decide(Request request, int attempts, Outcome outcome) {
    if (!isRetryable(outcome)) {
      return NOT_RETRYABLE;
    }
    if (!reachedNoNode(outcome) && !request.replayable()) {
      return NOT_REPLAYABLE;
    }
    return attempts >= settings.maxAttempts() ? ATTEMPTS_USED : AT_ONCE;
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
            case TRUNCATED, MALFORMED, NO_NODE, BREAKER_OPEN -> false;
          };
    };
  }

  private static boolean reachedNoNode(Outcome outcome) {
    return outcome == Failure.REFUSED || outcome == Failure.CONNECTION_LIMIT;
  }
}
