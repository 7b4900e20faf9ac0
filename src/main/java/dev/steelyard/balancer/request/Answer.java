package dev.steelyard.balancer.request;

/// The node answered, and the whole answer arrived.
///
/// @param status the HTTP status, 100 to 599
/// @param retryAfterNanos for how long the node asks not to be asked again (`Retry-After`), 0 or
///   more; {@link #NO_RETRY_AFTER} if it does not say
public record Answer(int status, long retryAfterNanos) implements Outcome {
  /// The answer says nothing of when to come back.
  public static final long NO_RETRY_AFTER = -1;

  public static final Answer OK = new Answer(200);
  public static final Answer UNAVAILABLE = new Answer(503);

  private static final int SERVER_ERROR = 500;

  public Answer {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " must be from 100 to 599");
    }
    if (retryAfterNanos < NO_RETRY_AFTER) {
      throw new IllegalArgumentException(
          "retryAfterNanos: " + retryAfterNanos + " must be 0 or more, or -1 for none");
    }
  }

  /// An answer that does not say when to come back.
  public Answer(int status) {
    this(status, NO_RETRY_AFTER);
  }

  /// The answer with this status; allocates nothing for the common ones.
  public static Answer of(int status) {
    return of(status, NO_RETRY_AFTER);
  }

  /// The answer with this status and `Retry-After`; allocates nothing for the common ones.
  public static Answer of(int status, long retryAfterNanos) {
    if (retryAfterNanos == NO_RETRY_AFTER) {
      if (status == OK.status) {
        return OK;
      }
      if (status == UNAVAILABLE.status) {
        return UNAVAILABLE;
      }
    }
    return new Answer(status, retryAfterNanos);
  }

  /// Whether the node said when to come back.
  public boolean saysWhenToRetry() {
    return retryAfterNanos != NO_RETRY_AFTER;
  }

  @Override
  public boolean succeeded() {
    return status < SERVER_ERROR;
  }

  @Override
  public String label() {
    return "status-" + status;
  }
}
