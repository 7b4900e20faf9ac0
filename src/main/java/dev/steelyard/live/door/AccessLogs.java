package dev.steelyard.live.door;

import dev.steelyard.balancer.route.AccessLogSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The access log that is on now, if one is; it can be exchanged at any time.
final class AccessLogs implements AutoCloseable {
  private volatile @Nullable AccessLog current; // Changed under this object's lock.

  /// Writes by other settings from now on. Nothing changes if they are the same.
  ///
  /// @throws IOException if the file cannot be written; then no log is written
  synchronized void use(Optional<AccessLogSettings> settings) throws IOException {
    AccessLog before = current;
    if (!settings.equals(Optional.ofNullable(before).map(AccessLog::settings))) {
      close();
      current = settings.isPresent() ? AccessLog.open(settings.get()) : null;
    }
  }

  /// Has a line written if a log is on; else it is not even made. Any thread.
  void write(Supplier<AccessLine> line) {
    AccessLog log = current;
    if (log != null) {
      log.write(line.get());
    }
  }

  @Override
  public synchronized void close() {
    AccessLog before = current;
    current = null;
    if (before != null) {
      before.close();
    }
  }
}
