package dev.steelyard.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl+C, or the end of the process asked for otherwise: it then waits, for a limited time, until
/// the results so far are written.
final class Interrupt implements StopSignal {
  /// How long the end of the process waits for the report.
  static final long MOST_SECONDS = 15;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "write-results-before-exit");
  private volatile boolean requested;

  private Interrupt() {}

  /// Begins to listen.
  static Interrupt listen() {
    var interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  @Override
  public boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    written.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends at this very moment, and the hook has nothing to wait for.
      }
    }
  }

  private void stopAndWait() {
    requested = true;
    try {
      boolean inTime = written.await(MOST_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("error: the results were not written within " + MOST_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
