package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.getWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Field;
import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heads that are no HTTP/1.1, or only almost.
@Timeout(120)
class HeadAttackTest {
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
  @MethodSource("fields")
  void aFieldThatIsNoneIsRefused(String name, String field) throws IOException {
    siege.refuses(400, getWith(field));
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        arguments("folded by a space", "X: a\r\n b"),
        arguments("folded by a tab", "X: a\r\n\tb"),
        arguments("LF alone", "X: a\nY: b"),
        arguments("CR alone", "X: a\rb"),
        arguments("a space before the colon", "X : a"),
        arguments("a tab before the colon", "X\t: a"),
        arguments("no colon", "X"),
        arguments("no name", ": a"),
        arguments("a pseudo-header", ":path: /other"),
        arguments("a space in the name", "X Y: a"),
        arguments("NUL in the name", "X\u0000: a"),
        arguments("NUL in the value", "X: a\u0000b"),
        arguments("a control character in the value", "X: a\u0001b"),
        arguments("an escape in the value", "X: \u001b[31m"),
        arguments("DEL in the value", "X: a\u007fb"),
        arguments("a letter past ASCII in the name", "X\u00e9: a"),
        arguments("a bracket in the name", "X(: a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstLines")
  void aFirstLineThatIsNoneIsRefused(String name, int status, String head) throws IOException {
    siege.refuses(status, head);
  }

  static Stream<Arguments> firstLines() {
    String host = "\r\nHost: d\r\n\r\n";
    return Stream.of(
        arguments("LF alone after it", 400, "GET /p HTTP/1.1\nHost: d\r\n\r\n"),
        arguments("LF alone everywhere", 400, "GET /p HTTP/1.1\nHost: d\n\n"),
        arguments("LF alone at the end", 400, "GET /p HTTP/1.1\r\nHost: d\r\n\n"),
        arguments("CR alone", 400, "GET /p HTTP/1.1\rHost: d\r\n\r\n"),
        arguments("a space before it", 400, " GET /p HTTP/1.1" + host),
        arguments("tabs between", 400, "GET\t/p\tHTTP/1.1" + host),
        arguments("a space after the version", 400, "GET /p HTTP/1.1 " + host),
        arguments("something after the version", 400, "GET /p HTTP/1.1 x" + host),
        arguments("HTTP/0.9", 505, "GET /p\r\n"),
        arguments("HTTP/0.9 that says so", 505, "GET /p HTTP/0.9\r\n\r\n"),
        arguments("HTTP/1.2", 505, "GET /p HTTP/1.2" + host),
        arguments("HTTP/1.11", 505, "GET /p HTTP/1.11" + host),
        arguments("HTTP/01.1", 505, "GET /p HTTP/01.1" + host),
        arguments("HTTP/2.0 without a preface", 426, "GET /p HTTP/2.0" + host),
        arguments("HTTP/3.0", 505, "GET /p HTTP/3.0" + host),
        arguments("another protocol", 505, "GET /p JUNK/1.1" + host),
        arguments("a preface with a field", 426, "PRI * HTTP/2.0" + host),
        arguments("a preface as a method", 501, "PRI / HTTP/1.1" + host),
        arguments("a method in small letters", 501, "get /p HTTP/1.1" + host),
        arguments("a method in mixed letters", 501, "Get /p HTTP/1.1" + host),
        arguments("NUL in the method", 400, "GE\u0000T /p HTTP/1.1" + host),
        arguments("a bracket in the method", 400, "G(T /p HTTP/1.1" + host),
        arguments("no method", 400, " /p HTTP/1.1" + host),
        arguments("a tunnel", 405, "CONNECT d:80 HTTP/1.1" + host),
        arguments("a tunnel elsewhere", 400, "CONNECT evil.example:80 HTTP/1.1" + host),
        arguments("a tunnel to a path", 400, "CONNECT /p HTTP/1.1" + host),
        arguments("an echo", 405, "TRACE /p HTTP/1.1" + host),
        arguments("another echo", 405, "TRACK /p HTTP/1.1" + host),
        arguments(
            "the beginning of TLS",
            400,
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003abcdefgh"));
  }

  @Test
  void aRefusalOfATunnelNamesWhatIsTaken() throws IOException {
    assertThat(siege.answers("CONNECT d:80 HTTP/1.1\r\nHost: d\r\n\r\n").getFirst())
        .contains("\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
  }

  @Test
  void anOlderClientNeedsNoHost() throws IOException {
    siege.node.taken.clear();

    assertThat(siege.answers("GET /p HTTP/1.0\r\n\r\n")).hasSize(1);
    assertThat(siege.node.taken)
        .singleElement()
        .satisfies(taken ->
            assertThat(taken.all("host")).containsExactly("127.0.0.1:" + siege.node.port()));
  }

  @Test
  void theOptionsOfTheServerAreTheDoorsOwn() throws IOException {
    siege.node.taken.clear();
    List<String> answers = siege.answers("OPTIONS * HTTP/1.1\r\nHost: d\r\n\r\n");

    assertThat(answers).hasSize(2);
    assertThat(answers.getFirst()).startsWith("HTTP/1.1 204 ").contains("\r\nAllow: GET, HEAD, ");
    assertThat(siege.node.taken).extracting(Taken::target).containsExactly(Siege.LAST_TARGET);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"OPTIONS", "PROPFIND", "FOO", "F!O", "M-SEARCH"})
  void methodsThatTheDoorDoesNotKnowArePassedOn(String method) throws IOException {
    assertThat(siege.passes(method + " /p HTTP/1.1\r\nHost: d\r\n\r\n").method()).isEqualTo(method);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lenient")
  void whatIsOddButPlainIsMadeOrdinary(String name, String head) throws IOException {
    Taken taken = siege.passes(head);

    assertThat(taken.method()).isEqualTo("GET");
    assertThat(taken.target()).isEqualTo("/p");
    assertThat(taken.all("host")).containsExactly("d");
  }

  static Stream<Arguments> lenient() {
    return Stream.of(
        arguments("empty lines before it", "\r\n\r\nGET /p HTTP/1.1\r\nHost: d\r\n\r\n"),
        arguments("two spaces between", "GET  /p  HTTP/1.1\r\nHost: d\r\n\r\n"),
        arguments("the protocol in small letters", "GET /p http/1.1\r\nHost: d\r\n\r\n"),
        arguments("spaces around a value", "GET /p HTTP/1.1\r\nHost:  \td \t\r\n\r\n"));
  }

  @Test
  void bytesPastAsciiInAValueReachTheNodeAsTheyAre() throws IOException {
    Taken taken = siege.passes(getWith("X-Name: J\u00fcrgen", "X-Utf: \u00c3\u00a9", "X-Empty:"));

    assertThat(taken.all("x-name")).containsExactly("J\u00fcrgen");
    assertThat(taken.all("x-utf")).containsExactly("\u00c3\u00a9");
    assertThat(taken.all("x-empty")).containsExactly("");
  }

  @Test
  void encodedLineEndsInAValueStayEncoded() throws IOException {
    Taken taken = siege.passes(getWith("X: a%0d%0aX-Smuggled: y"));

    assertThat(taken.all("x")).containsExactly("a%0d%0aX-Smuggled: y");
    assertThat(taken.fields()).extracting(Field::name).doesNotContain("x-smuggled");
  }
}
