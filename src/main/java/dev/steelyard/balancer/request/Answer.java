package dev.steelyard.balancer.request;

/// The node answered, and the whole answer arrived.
///
/// @param status the HTTP status, 100 to 599
public record Answer(int status) implements Outcome {
  public static final Answer OK = new Answer(200);
  public static final Answer UNAVAILABLE = new Answer(503);

  private static final int SERVER_ERROR = 500;

  public Answer {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " must be from 100 to 599");
    }
  }

  /// The answer with this status; allocates nothing for the common ones.
  public static Answer of(int status) {
    return switch (status) {
      case 200 -> OK;
      case 503 -> UNAVAILABLE;
      default -> new Answer(status);
    };
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
