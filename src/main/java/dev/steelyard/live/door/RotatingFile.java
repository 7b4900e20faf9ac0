package dev.steelyard.live.door;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that grows to a size, is put aside, and begins anew: `access.log`, put aside as
/// `access.log.1`, which is then `access.log.2`, up to as many as are kept. A file that is there at
/// the start goes on growing. For one thread.
final class RotatingFile implements AutoCloseable {
  private final Path file;
  private final long maxSize;
  private final int keep;
  private OutputStream out;
  private long size;

  /// @param maxSize bytes; only a single write that is larger makes a file larger than that
  /// @param keep how many files that were put aside stay, 0 or more
  /// @throws IOException if it cannot be opened
  RotatingFile(Path file, long maxSize, int keep) throws IOException {
    this.file = file;
    this.maxSize = maxSize;
    this.keep = keep;
    this.out = open();
  }

  /// Appends `bytes`, which stay together in one file.
  void write(byte[] bytes) throws IOException {
    if (size > 0 && size + bytes.length > maxSize) {
      rotate();
    }
    out.write(bytes);
    size += bytes.length;
  }

  /// Hands what was written to the operating system.
  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void rotate() throws IOException {
    out.close();
    if (keep == 0) {
      Files.delete(file);
    } else {
      for (int number = keep - 1; number >= 1; number--) {
        move(aside(number), aside(number + 1));
      }
      move(file, aside(1));
    }
    out = open();
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private OutputStream open() throws IOException {
    OutputStream opened =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
    return new BufferedOutputStream(opened);
  }
}
