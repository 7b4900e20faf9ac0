package dev.steelyard.live.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A door that is attacked, before one node that takes everything to the letter.
///
/// Each attack is followed on the same connection by one more request, {@link #LAST}, which ends
/// it. So it shows where the door thought that the attack ended; and the balancer's events show
/// whether anything of it went on its way to a node.
final class Siege implements AutoCloseable {
  /// What the request is for that ends a connection.
  static final String LAST_TARGET = "/last";

  private static final String LAST =
      "GET " + LAST_TARGET + " HTTP/1.1\r\nHost: door.example\r\nConnection: close\r\n\r\n";

  private static final int MOST_SHOWN = 300;

  /// No retry hides what a node got.
  private static final BalancerSettings ONCE =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults())
          .withTimeout(Duration.ofSeconds(DoorBench.LONG_SECONDS));

  final StrictNode node = new StrictNode();
  final DoorBench bench;

  Siege() throws IOException {
    bench = DoorBench.open(ONCE, node.port());
  }

  /// A request for `/p` with these fields, which are followed by `after` the empty line.
  static String post(String fields, String after) {
    return "POST /p HTTP/1.1\r\nHost: door.example\r\n" + fields + "\r\n\r\n" + after;
  }

  static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: door.example\r\n\r\n";
  }

  /// A request for `/p` with these fields.
  static String getWith(String... fields) {
    return "GET /p HTTP/1.1\r\nHost: door.example\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
  }

  /// Checks that the door answers with this status alone, that it then ends the connection, and
  /// that a node hears of nothing.
  void refuses(int status, String attack) throws IOException {
    int events = bench.events.size();
    List<String> answers = answers(attack);

    assertThat(answers).as(shown(attack)).hasSize(1);
    assertThat(answers.getFirst()).as(shown(attack)).startsWith("HTTP/1.1 " + status + " ");
    isStillOpenToOthers(events);
  }

  /// Checks that the door answers with this status alone and ends the connection, although the body
  /// was on its way to a node already; which does not get the whole of it.
  void breaksOff(int status, String attack) throws IOException {
    node.taken.clear();
    List<String> answers = answers(attack);

    assertThat(answers).as(shown(attack)).hasSize(1);
    assertThat(answers.getFirst()).as(shown(attack)).startsWith("HTTP/1.1 " + status + " ");
    answers("");
    assertThat(node.taken).extracting(Taken::target).containsExactly(LAST_TARGET);
    assertThat(node.faults).isEmpty();
  }

  /// Checks that all of it is passed on, as one request, and that the next one on the connection is
  /// the next for the node too.
  ///
  /// @return what the node got
  Taken passes(String request) throws IOException {
    node.taken.clear();
    List<String> answers = answers(request);

    assertThat(answers)
        .as(shown(request))
        .hasSize(2)
        .allMatch(answer -> answer.startsWith("HTTP/1.1 200 "));
    assertThat(node.faults).isEmpty();
    assertThat(node.taken).hasSize(2);
    assertThat(node.taken.getLast().target()).isEqualTo(LAST_TARGET);
    return node.taken.getFirst();
  }

  /// The answers to `bytes` and to {@link #LAST}, until the door ends the connection.
  List<String> answers(String bytes) throws IOException {
    try (var client = new RawPeer(bench.port())) {
      client.send(bytes + LAST);
      return answersIn(client.untilItEnds(), bytes.startsWith("HEAD "));
    }
  }

  /// Cuts what came over one connection into answers. Each must have a Content-Length.
  ///
  /// @param toHead whether the first answer is one to a HEAD, which has no body
  static List<String> answersIn(String received, boolean toHead) {
    List<String> answers = new ArrayList<>();
    String rest = received;
    while (!rest.isEmpty()) {
      int body = rest.indexOf("\r\n\r\n") + 4;
      assertThat(body).as(rest).isGreaterThan(3);
      int length = 0;
      for (String line : rest.substring(0, body).lines().toList()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
      }
      int end = toHead && answers.isEmpty() ? body : body + length;
      assertThat(end).as(rest).isLessThanOrEqualTo(rest.length());
      answers.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return answers;
  }

  /// Others are served, and since `eventsBefore` nobody but they reached a node: what came before
  /// them would have been sent on its way before them.
  private void isStillOpenToOthers(int eventsBefore) throws IOException {
    node.taken.clear();
    assertThat(answers("")).singleElement().asString().contains("\r\n\r\n" + LAST_TARGET);
    assertThat(bench.events.stream().skip(eventsBefore))
        .filteredOn(Event.AttemptStarted.class::isInstance)
        .hasSize(1);
    assertThat(node.taken).extracting(Taken::target).containsExactly(LAST_TARGET);
    assertThat(node.faults).isEmpty();
  }

  private static String shown(String bytes) {
    return bytes.length() <= MOST_SHOWN ? bytes : bytes.substring(0, MOST_SHOWN) + "...";
  }

  @Override
  public void close() throws IOException {
    bench.close();
    node.close();
  }
}
