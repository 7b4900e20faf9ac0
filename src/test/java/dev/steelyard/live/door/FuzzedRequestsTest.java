package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of connections with requests that have something wrong in them, or not.
///
/// Each request carries another one in its body, as a smuggler's does. However broken it is, a node
/// must see nothing but what {@link Framing} finds in the client's bytes, and that without any
/// doubt for the strict node. All targets are different, so that none can be mistaken for another.
@Timeout(240)
class FuzzedRequestsTest {
  private static final long SEED = 20_261_121;
  private static final int CONNECTIONS = 2_000;
  private static final int MOST_ON_ONE = 3;
  private static final int MOST_CHANGES = 3;

  /// What smugglers are known to put in.
  private static final List<String> PIECES =
      List.of(
          "\r",
          "\n",
          "\r\n",
          "\r\n\r\n",
          "\t",
          " ",
          "\u0000",
          "\u000b",
          "\u007f",
          "\u00a0",
          "\u00ff",
          ":",
          ",",
          ";",
          "\"",
          "0",
          "-",
          "+",
          "0x",
          "\r\n ",
          "chunked",
          "identity",
          "\r\nTransfer-Encoding: chunked",
          "\r\nTransfer-Encoding : chunked",
          "\r\nTransfer-Encoding: x",
          "\r\nContent-Length: 0",
          "\r\nContent-Length: 5",
          "\nContent-Length: 0",
          "\rTransfer-Encoding: chunked",
          "\r\nHost: e",
          "\r\nConnection: content-length",
          "\r\nConnection: close",
          "\r\nExpect: 100-continue",
          "\r\nUpgrade: h2c",
          "HTTP/1.0",
          "HTTP/2.0",
          "/../",
          "%00",
          "0\r\n\r\n",
          "ffffffffffffffff");

  private static final String ANSWERS_OR_NOTHING = "(?s)|HTTP/1\\.1 [1-5][0-9][0-9] .*";
  private static final Pattern REFUSAL = Pattern.compile("HTTP/1\\.1 [45]");

  private final RandomGenerator random = new Seeds(SEED).stream("fuzz");

  @Test
  void noNodeSeesWhatNobodyAskedFor() throws IOException {
    try (var siege = new Siege()) {
      Set<String> asked = new HashSet<>();
      int refused = 0;
      int served = 0;
      for (int i = 0; i < CONNECTIONS; i++) {
        String bytes = connection(i);
        asked.addAll(Framing.requestsIn(bytes));
        String received = exchange(siege, bytes);
        String which = "seed " + SEED + ", connection " + i + ": " + bytes;
        assertThat(received).as(which).matches(ANSWERS_OR_NOTHING);
        assertThat(siege.node.faults).as(which).isEmpty();
        refused += REFUSAL.matcher(received).find() ? 1 : 0;
        served += received.contains("HTTP/1.1 200 ") ? 1 : 0;
      }
      assertThat(siege.answers("")).hasSize(1);
      assertThat(siege.node.taken)
          .as("seed %d", SEED)
          .filteredOn(taken -> !taken.target().equals(Siege.LAST_TARGET))
          .extracting(taken -> Framing.asText(taken.method(), taken.target(), taken.body()))
          .isSubsetOf(asked);
      assertThat(refused).isGreaterThan(CONNECTIONS / 4);
      assertThat(served).isGreaterThan(CONNECTIONS / 4);
    }
  }

  private String connection(int number) {
    var bytes = new StringBuilder();
    int requests = 1 + random.nextInt(MOST_ON_ONE);
    for (int i = 0; i < requests; i++) {
      bytes.append(mutated(request(String.valueOf(1_000_000 + 10 * number + i))));
    }
    return bytes.toString();
  }

  private String request(String marker) {
    String head = "POST /" + marker + " HTTP/1.1\r\nHost: d\r\nX-Marker: " + marker + "\r\n";
    String inner = get("/inner-" + marker);
    return random.nextBoolean()
        ? head + "Content-Length: " + inner.length() + "\r\n\r\n" + inner
        : head
            + "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(inner.length())
            + "\r\n"
            + inner
            + "\r\n0\r\n\r\n";
  }

  private String mutated(String request) {
    var changed = new StringBuilder(request);
    int changes = random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.insert(at, piece());
        case 1 -> changed.deleteCharAt(at);
        case 2 -> changed.setCharAt(at, (char) random.nextInt(256));
        default -> changed.insert(lineEnd(changed, at), piece());
      }
    }
    return changed.toString();
  }

  private static int lineEnd(StringBuilder text, int from) {
    int end = text.indexOf("\r\n", from);
    return end < 0 ? from : end;
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /// What the door says until it ends the connection, for which the client gives it a reason: it
  /// ends its side.
  private static String exchange(Siege siege, String bytes) throws IOException {
    try (var client = new RawPeer(siege.bench.port())) {
      return client.send(bytes).ends().untilItEnds();
    }
  }
}
