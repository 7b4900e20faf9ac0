package dev.steelyard.live.door;

import dev.steelyard.balancer.request.Failure;
import java.io.IOException;
import org.eclipse.jetty.io.QuietException;

/// Why an answer ends before its end: told to the server, which breaks the connection or stream, so
/// that the client sees it. Expected, so neither logged nor with a stack.
final class BrokenAnswer extends IOException implements QuietException {
  private static final long serialVersionUID = 1L;

  BrokenAnswer(Failure failure) {
    super(failure.label());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
