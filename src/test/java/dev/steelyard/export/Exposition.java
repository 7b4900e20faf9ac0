package dev.steelyard.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the endpoint answered, taken apart by rules of its own, not by the library that wrote it.
///
/// @param head the status line and the headers
/// @param families the types by the names of the families
/// @param help the help texts by the names of the families
record Exposition(
    String head, Map<String, String> families, Map<String, String> help, List<Sample> samples) {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /// One line of figures.
  record Sample(String name, Map<String, String> labels, double value) {}

  /// Asks over a socket, as Prometheus does, for the plain text format.
  static Exposition scrape(int port) throws IOException {
    return parse(get(port, "/metrics", "text/plain;version=0.0.4"));
  }

  /// The whole answer to one request.
  static String get(int port, String path, String accept) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAccept: "
              + accept
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Exposition parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    Map<String, String> families = new LinkedHashMap<>();
    Map<String, String> help = new LinkedHashMap<>();
    List<Sample> samples = new ArrayList<>();
    for (String line : answer.substring(end + 4).split("\n", -1)) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# TYPE ")) {
        families.put(words[2], words[3]);
      } else if (line.startsWith("# HELP ")) {
        help.put(words[2], words[3]);
      } else if (!line.isBlank()) {
        samples.add(sample(line));
      }
    }
    return new Exposition(answer.substring(0, end), families, help, samples);
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no line of an exposition: " + line);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
  }

  /// The samples of this name that have these labels, given as name, value, name, value, ...
  List<Sample> of(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> {
          for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
              return false;
            }
          }
          return true;
        })
        .toList();
  }

  /// The sum of them.
  double sum(String name, String... labels) {
    return of(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /// The sum of them, which must be a whole number.
  long count(String name, String... labels) {
    return BigDecimal.valueOf(sum(name, labels)).longValueExact();
  }
}
