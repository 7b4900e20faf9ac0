package dev.steelyard.balancer.request;

/// Why a request is not let in, and what its client hears.
///
/// @param failure how the request is counted
/// @param status the HTTP status of the answer, 400 to 499
/// @param retryAfterNanos when the client may come again, 0 if there is no such time
public record Refusal(Failure failure, int status, long retryAfterNanos) {
  public static final Refusal UNAUTHORIZED = new Refusal(Failure.UNAUTHORIZED, 401, 0);
  public static final Refusal NO_ROUTE = new Refusal(Failure.NO_ROUTE, 404, 0);
  public static final Refusal BODY_TOO_LARGE = new Refusal(Failure.TOO_LARGE, 413, 0);
  public static final Refusal URI_TOO_LONG = new Refusal(Failure.TOO_LARGE, 414, 0);
  public static final Refusal HEADERS_TOO_LARGE = new Refusal(Failure.TOO_LARGE, 431, 0);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final long SECOND = 1_000_000_000L;

  public Refusal {
    if (status < 400 || status > 499) {
      throw new IllegalArgumentException("status: " + status + " must be from 400 to 499");
    }
    if (retryAfterNanos < 0) {
      throw new IllegalArgumentException(
          "retryAfterNanos: " + retryAfterNanos + " must not be below 0");
    }
  }

  /// The client comes too often.
  ///
  /// @param waitNanos how long it has to wait, above 0
  public static Refusal rateLimited(long waitNanos) {
    return new Refusal(Failure.RATE_LIMITED, TOO_MANY_REQUESTS, waitNanos);
  }

  /// What `Retry-After` says: whole seconds, the first at which the client may come; 0 for no such
  /// header.
  public long retryAfterSeconds() {
    return Math.ceilDiv(retryAfterNanos, SECOND);
  }
}
