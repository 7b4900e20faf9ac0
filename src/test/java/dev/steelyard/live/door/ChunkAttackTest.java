package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static dev.steelyard.live.door.Siege.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Chunked bodies that are not what they should be. They are read while they are sent on, so a node
/// may have begun with one: then it must see that it breaks off.
@Timeout(120)
class ChunkAttackTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";

  private static Siege siege;

  @BeforeAll
  static void open() throws IOException {
    siege = new Siege();
  }

  @AfterAll
  static void close() throws IOException {
    siege.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aBrokenChunkBreaksTheRequestOff(String name, String body) throws IOException {
    siege.breaksOff(400, post(CHUNKED, body));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("LF after an extension", "3;a\nabc\r\n0\r\n\r\n"),
        arguments("CR in an extension", "3;a\rb\r\nabc\r\n0\r\n\r\n"),
        arguments("CRLF in a quoted extension", "3;a=\"\r\nabc\r\n0\r\n\r\n"),
        arguments("NUL in an extension", "3;\u0000\r\nabc\r\n0\r\n\r\n"),
        arguments("a control character in an extension", "3;\u0001\r\nabc\r\n0\r\n\r\n"),
        arguments("more than 64 bits", "10000000000000003\r\nabc\r\n0\r\n\r\n"),
        arguments("zeros without end", "0".repeat(40) + "3\r\nabc\r\n0\r\n\r\n"),
        arguments("minus", "-3\r\nabc\r\n0\r\n\r\n"),
        arguments("plus", "+3\r\nabc\r\n0\r\n\r\n"),
        arguments("0x", "0x3\r\nabc\r\n0\r\n\r\n"),
        arguments("no hexadecimal digit", "g\r\nabc\r\n0\r\n\r\n"),
        arguments("a space before the size", " 3\r\nabc\r\n0\r\n\r\n"),
        arguments("a space after the size", "3 \r\nabc\r\n0\r\n\r\n"),
        arguments("a space in the size", "0 3\r\nabc\r\n0\r\n\r\n"),
        arguments("no size", "\r\nabc\r\n0\r\n\r\n"),
        arguments("an extension without a size", ";a\r\nabc\r\n0\r\n\r\n"),
        arguments("no CRLF after a chunk", "3\r\nabc0\r\n\r\n"),
        arguments("more bytes than the size", "3\r\nabcd\r\n0\r\n\r\n"),
        arguments("fewer bytes than the size", "4\r\nabc\r\n0\r\n\r\n"),
        arguments("LF after a size", "3\nabc\r\n0\r\n\r\n"),
        arguments("LF after a chunk", "3\r\nabc\n0\r\n\r\n"),
        arguments("LF everywhere", "3\nabc\n0\n\n"),
        arguments("LF at the end", "3\r\nabc\r\n0\r\n\n"),
        arguments("CR after a size", "3\rabc\r\n0\r\n\r\n"),
        arguments("two CR after a size", "3\r\r\nabc\r\n0\r\n\r\n"),
        arguments("two CRLF after a chunk", "3\r\nabc\r\n\r\n0\r\n\r\n"),
        arguments("LF in the trailers", "3\r\nabc\r\n0\r\nX: y\n\r\n"),
        arguments("a space before a trailer's colon", "3\r\nabc\r\n0\r\nX : y\r\n\r\n"),
        arguments("NUL in a trailer", "3\r\nabc\r\n0\r\nX: \u0000\r\n\r\n"),
        arguments("a folded trailer", "3\r\nabc\r\n0\r\nX: y\r\n z\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void whatIsOddButPlainIsMadeOrdinary(String name, String body) throws IOException {
    Taken taken = siege.passes(post(CHUNKED, body));

    assertThat(taken.body()).isEqualTo("abc");
    assertThat(taken.all("transfer-encoding")).containsExactly("chunked");
  }

  /// The strict node takes neither extensions nor trailers.
  static Stream<Arguments> odd() {
    return Stream.of(
        arguments("an extension", "3;a=b\r\nabc\r\n0\r\n\r\n"),
        arguments("a quoted extension", "3;a=\"x;y\"\r\nabc\r\n0\r\n\r\n"),
        arguments("an extension of the last", "3\r\nabc\r\n0;a=b\r\n\r\n"),
        arguments("zeros before a size", "0003\r\nabc\r\n000\r\n\r\n"),
        arguments("many small ones", "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"),
        arguments("a trailer", "3\r\nabc\r\n0\r\nX-Checksum: 7\r\n\r\n"),
        arguments("a trailer with a length", "3\r\nabc\r\n0\r\nContent-Length: 5\r\n\r\n"),
        arguments(
            "trailers that belong into heads",
            "3\r\nabc\r\n0\r\nTransfer-Encoding: chunked\r\nHost: evil\r\nAuthorization: x\r\n\r\n"));
  }

  @Test
  void aTrailerDoesNotBecomeAFieldOfTheHead() throws IOException {
    Taken taken =
        siege.passes(
            post(CHUNKED, "3\r\nabc\r\n0\r\nHost: evil\r\nAuthorization: x\r\nX-New: y\r\n\r\n"));

    assertThat(taken.all("host")).containsExactly("door.example");
    assertThat(taken.all("authorization")).isEmpty();
    assertThat(taken.all("x-new")).isEmpty();
  }

  @Test
  void aSizeThatOnlyFits64BitsIsNotCutTo32() throws IOException {
    siege.node.taken.clear();
    try (var client = new RawPeer(siege.bench.port())) {
      client.send(post(CHUNKED, "100000003\r\nabc\r\n0\r\n\r\n" + get("/smuggled")));
      assertThat(siege.answers("")).hasSize(1);
    }
    assertThat(siege.answers("")).hasSize(1);
    assertThat(siege.node.taken)
        .extracting(Taken::target)
        .containsExactly(Siege.LAST_TARGET, Siege.LAST_TARGET);
  }
}
