package dev.steelyard.world;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.fault.Ending;

/// What a mock node answers.
///
/// @param status the HTTP status
/// @param retryAfterNanos whole seconds for `Retry-After`, in nanoseconds; {@link
///   Answer#NO_RETRY_AFTER} for none
/// @param ending how much of it goes out
public record Reply(int status, long retryAfterNanos, Ending ending) {
  static final Reply OK = whole(200);
  static final Reply UNAVAILABLE = whole(503);

  private static Reply whole(int status) {
    return new Reply(status, Answer.NO_RETRY_AFTER, Ending.WHOLE);
  }

  Reply endingAs(Ending changed) {
    return changed == ending ? this : new Reply(status, retryAfterNanos, changed);
  }
}
