package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static dev.steelyard.live.door.Siege.getWith;
import static dev.steelyard.live.door.Siege.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// More of everything than a door takes, and as much as it takes.
@Timeout(120)
class OversizeAttackTest {
  private static final int TOO_MUCH = 2 * FrontDoor.LARGEST_HEAD;
  private static final int MUCH = FrontDoor.LARGEST_HEAD - 1_000;

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
  @MethodSource("heads")
  void aHeadThatIsTooLargeIsRefused(String name, int status, String head) throws IOException {
    siege.refuses(status, head);
  }

  static Stream<Arguments> heads() {
    String tooMuch = "x".repeat(TOO_MUCH);
    return Stream.of(
        arguments("a long value", 431, getWith("X: " + tooMuch)),
        arguments("a long name", 431, getWith(tooMuch + ": y")),
        arguments("a long line that is no field", 431, getWith(tooMuch)),
        arguments("many fields", 431, getWith(fields(TOO_MUCH / 8))),
        arguments(
            "many fields of one name", 431, getWith("A: b\r\n".repeat(TOO_MUCH / 6) + "A: b")),
        arguments("a long host", 431, "GET /p HTTP/1.1\r\nHost: " + tooMuch + "\r\n\r\n"),
        arguments(
            "a long length", 431, post("Content-Length: " + "0".repeat(TOO_MUCH) + "3", "abc")),
        arguments("a long path", 414, get("/" + tooMuch)),
        arguments("a long query", 414, get("/p?" + tooMuch)),
        arguments("a long absolute target", 414, get("http://d/" + tooMuch)),
        arguments("a long method", 431, "X".repeat(TOO_MUCH) + " /p HTTP/1.1\r\nHost: d\r\n\r\n"),
        arguments("a long version", 431, "GET /p HTTP/1.1" + tooMuch + "\r\nHost: d\r\n\r\n"));
  }

  private static String[] fields(int count) {
    return IntStream.range(0, count).mapToObj(i -> "X-" + i + ": y").toArray(String[]::new);
  }

  @Test
  void trailersWithoutEndAreRefused() throws IOException {
    siege.breaksOff(
        400,
        post(
            "Transfer-Encoding: chunked",
            "3\r\nabc\r\n0\r\n" + "X: y\r\n".repeat(TOO_MUCH) + "\r\n"));
  }

  @Test
  void aChunkExtensionWithoutEndIsRefused() throws IOException {
    siege.breaksOff(
        400,
        post("Transfer-Encoding: chunked", "3;" + "x".repeat(TOO_MUCH) + "\r\nabc\r\n0\r\n\r\n"));
  }

  @Test
  void aLargeHeadReachesTheNodeWhole() throws IOException {
    String much = "x".repeat(MUCH);

    assertThat(siege.passes(getWith("X: " + much)).all("x")).containsExactly(much);
    assertThat(siege.passes(get("/" + much)).target()).isEqualTo("/" + much);
    assertThat(siege.passes(getWith(fields(1_000))).all("x-999")).containsExactly("y");
  }

  @Test
  void manyEmptyLinesBeforeARequestEndSomewhere() throws IOException {
    siege.node.taken.clear();
    List<String> answers = siege.answers("\r\n".repeat(TOO_MUCH));

    assertThat(answers).hasSizeLessThanOrEqualTo(1);
    assertThat(siege.node.taken).extracting(Taken::target).isSubsetOf(Siege.LAST_TARGET);
    assertThat(siege.answers("")).hasSize(1);
  }
}
