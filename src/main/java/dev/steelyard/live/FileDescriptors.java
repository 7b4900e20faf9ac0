package dev.steelyard.live;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What the system allows this process of open files and connections.
final class FileDescriptors {
  /// Stands for no limit worth speaking of, as on Windows.
  private static final long MANY = 1_000_000;

  private FileDescriptors() {}

  /// How many may be open at once.
  static long most() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.min(MANY, unix.getMaxFileDescriptorCount())
        : MANY;
  }
}
