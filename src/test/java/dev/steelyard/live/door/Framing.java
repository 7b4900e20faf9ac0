package dev.steelyard.live.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The requests that RFC 9112 has every reader see in what a client sent: up to the first doubt,
/// after which there is none.
///
/// It looks at nothing but where requests begin and end. Of what it takes for a request a door may
/// still refuse any, and all that come after; but it must never see another one.
final class Framing {
  private static final Pattern FIRST_LINE = Pattern.compile("(\\S+) +(\\S+) +\\S+");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)", Pattern.DOTALL);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})(;.*)?", Pattern.DOTALL);

  private final String bytes;
  private int at;

  private Framing(String bytes) {
    this.bytes = bytes;
  }

  /// The requests in `bytes`, each as {@link #asText} has it.
  static List<String> requestsIn(String bytes) {
    var framing = new Framing(bytes);
    List<String> requests = new ArrayList<>();
    for (var next = framing.next(); next.isPresent(); next = framing.next()) {
      requests.add(next.get());
    }
    return requests;
  }

  /// A request's beginning and end.
  static String asText(String method, String target, String body) {
    return method + " " + target + "\n" + body;
  }

  private Optional<String> next() {
    while (bytes.startsWith("\r\n", at) || bytes.startsWith("\n", at)) {
      at = bytes.indexOf('\n', at) + 1; // Empty lines before a request say nothing.
    }
    Optional<Matcher> first = line().map(FIRST_LINE::matcher).filter(Matcher::matches);
    return first.flatMap(line -> body().map(body -> asText(line.group(1), line.group(2), body)));
  }

  private Optional<String> body() {
    List<String> lengths = new ArrayList<>();
    List<String> codings = new ArrayList<>();
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty() || line.get().isEmpty()) {
        return line.isEmpty() ? Optional.empty() : body(lengths, codings);
      }
      Matcher field = FIELD.matcher(line.get());
      if (!field.matches()) {
        return Optional.empty();
      }
      String value = field.group(2).replaceAll("^[ \t]+|[ \t]+$", "");
      switch (field.group(1).toLowerCase(Locale.ROOT)) {
        case "content-length" -> lengths.add(value);
        case "transfer-encoding" -> codings.add(value);
        default -> {}
      }
    }
  }

  private Optional<String> body(List<String> lengths, List<String> codings) {
    if (lengths.isEmpty() && codings.isEmpty()) {
      return Optional.of("");
    }
    if (lengths.size() + codings.size() > 1) {
      return Optional.empty();
    }
    if (codings.isEmpty()) {
      return lengths.stream()
          .filter(l -> DIGITS.matcher(l).matches())
          .findAny()
          .flatMap(digits -> exactly(Long.parseLong(digits)));
    }
    return codings.getFirst().equalsIgnoreCase("chunked") ? chunks() : Optional.empty();
  }

  private Optional<String> chunks() {
    var body = new StringBuilder();
    while (true) {
      Optional<Matcher> size = line().map(CHUNK::matcher).filter(Matcher::matches);
      if (size.isEmpty()) {
        return Optional.empty();
      }
      long length = Long.parseLong(size.get().group(1), 16);
      if (length == 0) {
        return afterTrailers(body.toString());
      }
      Optional<String> data = exactly(length);
      if (data.isEmpty() || !bytes.startsWith("\r\n", at)) {
        return Optional.empty();
      }
      at += 2;
      body.append(data.get());
    }
  }

  private Optional<String> afterTrailers(String body) {
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty() || line.get().isEmpty()) {
        return line.map(_ -> body);
      }
      if (!FIELD.matcher(line.get()).matches()) {
        return Optional.empty();
      }
    }
  }

  private Optional<String> exactly(long length) {
    if (length > bytes.length() - at) {
      return Optional.empty();
    }
    at += (int) length;
    return Optional.of(bytes.substring(at - (int) length, at));
  }

  /// Up to the next CRLF, with no other CR, LF or NUL in it.
  private Optional<String> line() {
    int end = bytes.indexOf("\r\n", at);
    if (end < 0) {
      return Optional.empty();
    }
    String line = bytes.substring(at, end);
    at = end + 2;
    boolean plain = line.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
    return plain ? Optional.of(line) : Optional.empty();
  }
}
