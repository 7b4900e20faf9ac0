package dev.steelyard.ui.frontdoor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names with values as people type them, one a line: `X-Beta: 1` for header fields, `v=2` for
/// query parameters.
enum Conditions {
  HEADERS(':', Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"), "Name: value"),
  QUERY('=', Pattern.compile("[^\\p{Cntrl}]{1,200}"), "name=value");

  private final char separator;
  private final Pattern name;
  private final String example;

  Conditions(char separator, Pattern name, String example) {
    this.separator = separator;
    this.name = name;
    this.example = example;
  }

  /// What the text means.
  ///
  /// @throws IllegalArgumentException if a line means nothing; the message says which
  Map<String, String> read(String text) {
    Map<String, String> read = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
      int at = line.indexOf(separator);
      String left = at < 0 ? "" : line.substring(0, at).strip();
      String right = at < 0 ? "" : line.substring(at + 1).strip();
      if (!name.matcher(left).matches()) {
        throw new IllegalArgumentException("“" + line + "” is not " + example + ", one a line");
      }
      if (read.putIfAbsent(left, right) != null) {
        throw new IllegalArgumentException("“" + left + "” is there twice");
      }
    }
    return read;
  }

  /// The text that means this.
  String write(Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .map(entry -> entry.getKey() + glue() + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /// All in one line.
  String words(Map<String, String> conditions) {
    return write(conditions).replace("\n", ", ");
  }

  private String glue() {
    return separator == ':' ? ": " : "=";
  }
}
