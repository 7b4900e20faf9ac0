package dev.steelyard.live.door;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the access log tells of one request: the Combined Log Format of Apache and nginx, so that
/// their tools read it, and behind it the request's id, its node, how many attempts it took, and
/// how many seconds.
///
/// Header fields that may hold a key are not among it. What others can choose is escaped: a quote,
/// a backslash and whatever is not printable ASCII as `\xHH`, so a line stays a line.
///
/// @param address where the client is
/// @param client the name that its key gave it; empty without one
/// @param at when the request came
/// @param method the HTTP method
/// @param target path and query as the client asked for them
/// @param protocol `HTTP/1.1`
/// @param status what the client got; 0 if the connection ended without an answer
/// @param bytes the length of the answer's body, as far as it went out
/// @param referer the header field; empty if it is not there
/// @param userAgent the header field; empty if it is not there
/// @param id the request's id; empty if it has none
/// @param node the node that answered; empty if none did
/// @param attempts how many there were
/// @param nanos from the request's head to the last byte of its answer
record AccessLine(
    String address,
    String client,
    Instant at,
    String method,
    String target,
    String protocol,
    int status,
    long bytes,
    String referer,
    String userAgent,
    String id,
    String node,
    int attempts,
    long nanos) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final double SECOND = 1e9;

  /// The line with its end.
  String text() {
    var line = new StringBuilder(200);
    word(line, address).append(" - ");
    word(line, client).append(" [").append(TIME.format(at)).append("] \"");
    escape(line, method).append(' ');
    escape(line, target).append(' ');
    escape(line, protocol).append("\" ").append(status).append(' ');
    line.append(bytes).append(" \"");
    escape(line, referer.isEmpty() ? "-" : referer).append("\" \"");
    escape(line, userAgent.isEmpty() ? "-" : userAgent).append("\" ");
    word(line, id).append(' ');
    word(line, node).append(' ').append(attempts).append(' ');
    return line.append(String.format(Locale.ROOT, "%.6f", nanos / SECOND)).append('\n').toString();
  }

  /// A word without quotes: blanks are escaped, too.
  private static StringBuilder word(StringBuilder line, String text) {
    return escape(line, text.isEmpty() ? "-" : text, '!');
  }

  private static StringBuilder escape(StringBuilder line, String text) {
    return escape(line, text, ' ');
  }

  private static StringBuilder escape(StringBuilder line, String text, char first) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter >= first && letter <= '~' && letter != '"' && letter != '\\') {
        line.append(letter);
      } else {
        line.append(
            String.format(Locale.ROOT, letter > 0xFF ? "\\u%04X" : "\\x%02X", (int) letter));
      }
    }
    return line;
  }
}
