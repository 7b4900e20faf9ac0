package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static dev.steelyard.live.door.Siege.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many requests in one go.
@Timeout(120)
class PipelineAttackTest {
  private static final int MANY = 500;

  private static Siege siege;

  @BeforeAll
  static void open() throws IOException {
    siege = new Siege();
  }

  @AfterAll
  static void close() throws IOException {
    siege.close();
  }

  @BeforeEach
  void forget() {
    siege.node.taken.clear();
  }

  @Test
  void answersComeInTheOrderOfTheRequests() throws IOException {
    var requests = new StringBuilder();
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String target = "/" + i;
      targets.add(target);
      requests.append(i % 3 == 0 ? body(target, i) : get(target));
    }
    List<String> answers = siege.answers(requests.toString());

    assertThat(answers).hasSize(MANY + 1);
    for (int i = 0; i < MANY; i++) {
      assertThat(answers.get(i)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n/" + i);
    }
    targets.add(Siege.LAST_TARGET);
    assertThat(siege.node.taken).extracting(Taken::target).containsExactlyElementsOf(targets);
    assertThat(siege.node.faults).isEmpty();
  }

  /// Bodies that look like requests.
  private static String body(String target, int i) {
    String body = get("/smuggled");
    String line = "POST " + target + " HTTP/1.1\r\nHost: d\r\n";
    return i % 2 == 0
        ? line + "Content-Length: " + body.length() + "\r\n\r\n" + body
        : line
            + "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(body.length())
            + "\r\n"
            + body
            + "\r\n0\r\n\r\n";
  }

  @Test
  void afterABadOneNothingIsReadAnyMore() throws IOException {
    List<String> answers =
        siege.answers(
            get("/one")
                + get("/two")
                + post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n")
                + get("/three"));

    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).startsWith("HTTP/1.1 200 ").endsWith("/one");
    assertThat(answers.get(1)).startsWith("HTTP/1.1 200 ").endsWith("/two");
    assertThat(answers.get(2)).startsWith("HTTP/1.1 400 ");
    assertThat(siege.node.taken).extracting(Taken::target).containsExactly("/one", "/two");
  }

  @Test
  void afterARefusalNothingIsReadAnyMore() throws IOException {
    List<String> answers = siege.answers(get("/one") + get("/a/../b") + get("/three"));

    assertThat(answers).hasSize(2);
    assertThat(answers.get(1)).startsWith("HTTP/1.1 400 ");
    assertThat(siege.node.taken).extracting(Taken::target).containsExactly("/one");
  }

  @Test
  void afterTheLastNothingIsReadAnyMore() throws IOException {
    String last = "GET /one HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n";

    assertThat(siege.answers(last + get("/two"))).hasSize(1);
    assertThat(siege.node.taken).extracting(Taken::target).containsExactly("/one");
  }

  @Test
  void answersToHeadDoNotShiftThoseAfterThem() throws IOException {
    List<String> answers =
        siege.answers("HEAD /head HTTP/1.1\r\nHost: d\r\n\r\n" + get("/one") + get("/two"));

    assertThat(answers).hasSize(4);
    assertThat(answers.get(0)).endsWith("\r\n\r\n").contains("Content-Length: 5\r\n");
    assertThat(answers.get(1)).endsWith("/one");
    assertThat(answers.get(2)).endsWith("/two");
  }

  @Test
  void itDoesNotMatterHowTheBytesAreCut() throws IOException {
    String bytes = get("/one") + body("/two", 1) + body("/three", 2);
    try (var client = new RawPeer(siege.bench.port())) {
      for (int i = 0; i < bytes.length(); i++) {
        client.send(bytes.substring(i, i + 1));
      }
      assertThat(client.answer()).endsWith("/one");
      assertThat(client.answer()).endsWith("/two");
      assertThat(client.answer()).endsWith("/three");
    }
    assertThat(siege.node.taken)
        .extracting(Taken::target)
        .containsExactly("/one", "/two", "/three");
    assertThat(siege.node.taken.getLast().body()).isEqualTo(get("/smuggled"));
  }
}
