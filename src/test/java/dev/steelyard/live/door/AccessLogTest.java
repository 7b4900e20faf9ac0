package dev.steelyard.live.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.steelyard.balancer.route.AccessLogSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines stay lines, files stay small, and nobody waits for a disk.
class AccessLogTest {
  private static final Instant AT = Instant.parse("2026-11-21T19:15:04Z");

  @TempDir Path directory;

  @Test
  void aLineIsOfTheCombinedFormatWithWhatTheBalancerDid() {
    assertThat(line("/api/order/7?x=1").text())
        .isEqualTo(
            "127.0.0.1 - alice [21/Nov/2026:19:15:04 +0000] \"GET /api/order/7?x=1 HTTP/1.1\" 200"
                + " 512 \"-\" \"curl/7.88\" abc-1 orders-2 2 0.012345\n");
  }

  @Test
  void whatOthersChooseCannotBreakALine() {
    String text =
        new AccessLine(
                "::1",
                "a b",
                AT,
                "GET",
                "/\r\nfake \"line\\\u0000\u007f\u00e4\u20ac",
                "HTTP/1.1",
                404,
                0,
                "\"",
                "\u001b[31m\n",
                "",
                "",
                0,
                1)
            .text();

    assertThat(text.lines()).hasSize(1);
    assertThat(text)
        .isEqualTo(
            "::1 - a\\x20b [21/Nov/2026:19:15:04 +0000] \"GET"
                + " /\\x0D\\x0Afake \\x22line\\x5C\\x00\\x7F\\xE4\\u20AC HTTP/1.1\" 404 0"
                + " \"\\x22\" \"\\x1B[31m\\x0A\" - - 0 0.000000\n");
  }

  @Test
  void everyLineIsThereOnceItIsClosed() throws Exception {
    Path file = directory.resolve("access.log");
    try (var log = AccessLog.open(AccessLogSettings.of(file.toString()))) {
      for (int i = 0; i < 5_000; i++) {
        log.write(line("/" + i));
      }
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5_000);
    assertThat(lines.getLast()).contains("GET /4999 ");
  }

  @Test
  void aFileThatIsThereGoesOn() throws Exception {
    Path file = directory.resolve("access.log");
    Files.writeString(file, "before\n");

    try (var log = AccessLog.open(AccessLogSettings.of(file.toString()))) {
      log.write(line("/"));
    }

    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("before");
  }

  @Test
  void filesAreKeptSmallAndFew() throws Exception {
    Path file = directory.resolve("a.log");
    try (var log = new RotatingFile(file, 10, 2)) {
      for (String text :
          List.of("111111", "2222", "33333", "44444", "555", "66666666", "7777777777777")) {
        log.write(text.getBytes(StandardCharsets.US_ASCII));
      }
    }

    assertThat(names()).containsExactly("a.log", "a.log.1", "a.log.2");
    assertThat(file).hasContent("7777777777777"); // Larger than a file may be, but whole.
    assertThat(directory.resolve("a.log.1")).hasContent("66666666");
    assertThat(directory.resolve("a.log.2")).hasContent("555");
  }

  @Test
  void keepingNoneBeginsAnew() throws Exception {
    Path file = directory.resolve("a.log");
    try (var log = new RotatingFile(file, 10, 0)) {
      log.write(new byte[8]);
      log.write(new byte[8]);
    }

    assertThat(names()).containsExactly("a.log");
    assertThat(file).hasSize(8);
  }

  @Test
  void aLogThatCannotBeWrittenSaysSoAtOnce() {
    Path nowhere = directory.resolve("missing").resolve("access.log");

    assertThatIOException()
        .isThrownBy(() -> AccessLog.open(AccessLogSettings.of(nowhere.toString())).close())
        .withMessageStartingWith("Cannot write the access log " + nowhere)
        .withMessageEndingWith("Choose another file, or switch the log off.");
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static AccessLine line(String target) {
    return new AccessLine(
        "127.0.0.1",
        "alice",
        AT,
        "GET",
        target,
        "HTTP/1.1",
        200,
        512,
        "",
        "curl/7.88",
        "abc-1",
        "orders-2",
        2,
        12_345_000);
  }
}
