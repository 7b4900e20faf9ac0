package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Place;
import dev.steelyard.scenario.json.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Takes the text out of a file: bounded, and UTF-8 to the last byte.
final class ScenarioText {
  /// The largest file that is read, in bytes.
  static final int MOST_BYTES = 10_000_000;

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int SWAPPED_BYTE_ORDER_MARK = 0xFFFE;

  private ScenarioText() {}

  static String of(Path file) throws ScenarioException {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw problem(source, "this is a directory; allowed: a scenario file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw problem(source, "the file is too large; allowed: 10 MB");
      }
      return decoded(bytes, source);
    } catch (NoSuchFileException e) {
      throw problem(source, "there is no such file");
    } catch (AccessDeniedException e) {
      throw problem(source, "the file may not be read; allowed: a file that you have access to");
    } catch (IOException e) {
      throw problem(source, "the file cannot be read: " + e.getMessage());
    }
  }

  private static String decoded(byte[] bytes, String source) throws ScenarioException {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    if (mark == BYTE_ORDER_MARK || mark == SWAPPED_BYTE_ORDER_MARK) {
      throw problem(source, "the file is written in UTF-16; allowed: UTF-8");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult end = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    if (end.isError()) {
      throw new ScenarioException(
          List.of(
              new Problem(
                  placeBehind(text, source),
                  "",
                  "the bytes here are no text; allowed: a scenario in UTF-8")));
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new ScenarioException(
          List.of(
              new Problem(
                  new Place(source, 1, 1),
                  "",
                  "the file begins with a byte order mark; allowed: UTF-8 without one")));
    }
    return text;
  }

  private static Place placeBehind(String text, String source) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return new Place(source, line, text.length() - text.lastIndexOf('\n'));
  }

  static ScenarioException problem(String source, String text) {
    return new ScenarioException(List.of(new Problem(Place.of(source), "", text)));
  }
}
