package dev.steelyard.live.door;

import dev.steelyard.balancer.route.AccessLogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Writes a line for each request to a rotating file, on a thread of its own, so that no request
/// waits for a disk.
///
/// At most {@link #MOST_WAITING} lines wait to be written. What comes while so many wait, or while
/// the disk takes nothing, is left out and counted: traffic matters more than its log.
final class AccessLog implements AutoCloseable {
  static final int MOST_WAITING = 10_000;

  private static final Logger LOG = Logger.getLogger(AccessLog.class.getName());
  private static final long POLL_MILLIS = 100;
  private static final long CLOSE_MILLIS = 2_000;

  private final AccessLogSettings settings;
  private final RotatingFile file;
  private final BlockingQueue<AccessLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  private AccessLog(AccessLogSettings settings, RotatingFile file) {
    this.settings = settings;
    this.file = file;
    this.writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::writeAll);
  }

  /// Opens the log; a file that is there already is continued.
  ///
  /// @throws IOException if it cannot be written; the message says what to do
  static AccessLog open(AccessLogSettings settings) throws IOException {
    try {
      var file = new RotatingFile(Path.of(settings.file()), settings.maxSize(), settings.keep());
      var log = new AccessLog(settings, file);
      log.writer.start();
      return log;
    } catch (IOException | InvalidPathException failure) {
      throw new IOException(
          "Cannot write the access log "
              + settings.file()
              + " ("
              + failure.getMessage()
              + "). Choose another file, or switch the log off.",
          failure);
    }
  }

  AccessLogSettings settings() {
    return settings;
  }

  /// Has a line written soon. Any thread; never waits.
  void write(AccessLine line) {
    if (!waiting.offer(line)) {
      leaveOut("the disk is too slow");
    }
  }

  /// How many lines were left out.
  long leftOut() {
    return leftOut.get();
  }

  /// Writes what waits and closes the file. Gives up a disk that takes nothing for two seconds.
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    try (file) {
      while (true) {
        AccessLine line = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (line != null) {
          write(file, line);
        } else if (closing) {
          return;
        }
      }
    } catch (IOException e) {
      leaveOut(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(RotatingFile to, AccessLine line) {
    try {
      to.write(line.text().getBytes(StandardCharsets.US_ASCII));
      if (waiting.isEmpty()) {
        to.flush();
      }
    } catch (IOException e) {
      leaveOut(String.valueOf(e.getMessage()));
    }
  }

  private void leaveOut(String reason) {
    if (leftOut.incrementAndGet() == 1) {
      LOG.log(
          Level.WARNING,
          "Lines are missing in the access log {0}: {1}",
          new Object[] {settings.file(), reason});
    }
  }
}
