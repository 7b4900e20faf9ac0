package dev.steelyard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Hash keys as they stand in a file: one a line, exactly as it stands there, in UTF-8.
final class KeyFile {
  static final int MOST_BYTES = 50_000_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private KeyFile() {}

  /// The keys, at least one. An empty line is an empty key.
  static List<String> read(String file) throws KeyFileException {
    String text = text(file, bytes(file));
    if (text.isEmpty()) {
      throw new KeyFileException(file, "it is empty");
    }
    if (text.charAt(0) == BYTE_ORDER_MARK) {
      throw new KeyFileException(file, "it begins with a byte order mark");
    }
    return text.lines().toList();
  }

  private static byte[] bytes(String file) throws KeyFileException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new KeyFileException(file, "it is larger than " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new KeyFileException(file, "there is no such file");
    } catch (IOException e) {
      throw new KeyFileException(
          file, Files.isDirectory(Path.of(file)) ? "it is a directory" : "it cannot be read: " + e);
    }
  }

  private static String text(String file, byte[] bytes) throws KeyFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new KeyFileException(file, "it is no text in UTF-8");
    }
  }
}
