package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static dev.steelyard.live.door.Siege.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Field;
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

/// Requests whose end two readers could see in two places: which of two lengths, or whether a
/// transfer coding is one. Whoever is behind the door must never read a second request into them.
@Timeout(120)
class SmugglingTest {
  private static final String END = "0\r\n\r\n";

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
  @MethodSource("ambiguous")
  void whatCouldEndInTwoPlacesIsRefused(String name, int status, String attack) throws IOException {
    siege.refuses(status, attack);
  }

  static Stream<Arguments> ambiguous() {
    return Stream.of(
        arguments("CL.TE", 400, post("Content-Length: 6\r\nTransfer-Encoding: chunked", END + "G")),
        arguments(
            "TE.CL",
            400,
            post(
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "1a\r\nGET /smuggled HTTP/1.1\r\nX: y\r\n" + END)),
        arguments(
            "TE.CL in HTTP/1.0",
            400,
            "POST /p HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Length: 3\r\n\r\nabc"),
        arguments(
            "TE in HTTP/1.0",
            400,
            "POST /p HTTP/1.0\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n" + END),
        arguments(
            "folded over the end of a line", 400, post("X: y\r\n Transfer-Encoding: chunked", END)),
        arguments("after LF alone", 400, post("X: y\nTransfer-Encoding: chunked", END)),
        arguments("after CR alone", 400, post("X: y\rTransfer-Encoding: chunked", END)),
        arguments(
            "in the first line, folded",
            400,
            "POST /p HTTP/1.1\r\n Transfer-Encoding: chunked\r\nHost: d\r\n\r\n" + END),
        arguments(
            "a control character before the name",
            400,
            post("\u0001Transfer-Encoding: chunked", END)),
        arguments("a space before the colon", 400, post("Transfer-Encoding : chunked", END)),
        arguments("a tab before the colon", 400, post("Content-Length\t: 3", "abc")));
  }

  @ParameterizedTest(name = "Transfer-Encoding: {0}")
  @MethodSource("codings")
  void onlyChunkedIsATransferCodingAndOnlyOnce(String coding, int status) throws IOException {
    siege.refuses(status, post("Transfer-Encoding: " + coding, END));
  }

  static Stream<Arguments> codings() {
    String again = "\r\nTransfer-Encoding: ";
    return Stream.of(
        arguments("xchunked", 400),
        arguments("x-chunked", 400),
        arguments("identity", 400),
        arguments("\"chunked\"", 400),
        arguments("chunked;q=1", 400),
        arguments("chunked, chunked", 400),
        arguments("chunked, gzip", 400),
        arguments("chunked, identity", 400),
        arguments("gzip, chunked", 501),
        arguments("identity, chunked", 501),
        arguments(",chunked", 501),
        arguments("chunked,", 501),
        arguments("\u000bchunked", 400),
        arguments("chunked\u0000", 400),
        arguments("chunked\u00a0", 400),
        arguments("chunked\r", 400),
        arguments("\r\n chunked", 400),
        arguments("chunked" + again + "chunked", 400),
        arguments("chunked" + again + "identity", 400),
        arguments("identity" + again + "chunked", 501),
        arguments("x" + again + "chunked", 501),
        arguments(again + "chunked", 501));
  }

  @ParameterizedTest(name = "Content-Length: {0}")
  @MethodSource("lengths")
  void aLengthIsOneNumberOfDigitsAlone(String length) throws IOException {
    siege.refuses(400, post("Content-Length: " + length, "abc"));
  }

  static Stream<String> lengths() {
    String again = "\r\nContent-Length: ";
    return Stream.of(
        "3" + again + "3",
        "3" + again + "4",
        "0" + again + "44",
        "3, 3",
        "3, 4",
        "3,",
        "3 4",
        "+3",
        "-3",
        "-0",
        "0x3",
        "3e0",
        "3.0",
        "1_0",
        "\"3\"",
        "3;x",
        "",
        "9223372036854775808",
        "18446744073709551619",
        "99999999999999999999999999999999",
        "3\r\n 4");
  }

  @ParameterizedTest(name = "Transfer-Encoding:{0}")
  @MethodSource("spellings")
  void oneChunkedInAnySpellingReachesTheNodeAsItIs(String value) throws IOException {
    Taken taken = siege.passes(post("transfer-ENCODING:" + value, "3\r\nabc\r\n" + END));

    assertThat(taken.body()).isEqualTo("abc");
    assertThat(taken.all("transfer-encoding")).containsExactly("chunked");
  }

  static Stream<String> spellings() {
    return Stream.of("chunked", " chunked", "\tchunked", "   chunked  ", " CHUNKED", " Chunked\t");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void anyMethodMayHaveABodyAndItIsNoRequest(String method) throws IOException {
    String body = get("/smuggled");
    Taken taken =
        siege.passes(
            method
                + " /p HTTP/1.1\r\nHost: d\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);

    assertThat(taken.method()).isEqualTo(method);
    assertThat(taken.body()).isEqualTo(body);
    assertThat(taken.all("content-length")).containsExactly("" + body.length());
  }

  static Stream<String> methods() {
    return Stream.of("GET", "HEAD", "DELETE", "OPTIONS", "POST", "PUT", "PATCH", "FOO");
  }

  @Test
  void zerosBeforeALengthDoNotReachANode() throws IOException {
    Taken taken = siege.passes(post("Content-Length: 00000000000000000003", "abc"));

    assertThat(taken.body()).isEqualTo("abc");
    assertThat(taken.all("content-length")).containsExactly("3");
  }

  @Test
  void aRequestWithoutALengthHasNoBody() throws IOException {
    assertThat(siege.passes(post("X: y", "")).body()).isEmpty();
    assertThat(siege.passes(post("Content-Length: 0", "")).body()).isEmpty();
  }

  @Test
  void namesThatSomeReadAsALengthAreLeftOut() throws IOException {
    Taken taken =
        siege.passes(
            post("Content_Length: 0\r\nTransfer_Encoding: chunked\r\nContent-Length: 5", END));

    assertThat(taken.body()).isEqualTo(END);
    assertThat(taken.fields())
        .extracting(Field::name)
        .doesNotContain("content_length", "transfer_encoding", "transfer-encoding");
  }

  @Test
  void theBodyOfARefusedRequestIsNotTakenForTheNext() throws IOException {
    String body = get("/smuggled");

    siege.refuses(
        405,
        "TRACE /p HTTP/1.1\r\nHost: d\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    siege.refuses(
        400,
        "POST /../p HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(body.length())
            + "\r\n"
            + body
            + "\r\n"
            + END);
  }
}
