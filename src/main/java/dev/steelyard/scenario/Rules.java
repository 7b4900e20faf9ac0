package dev.steelyard.scenario;

import dev.steelyard.scenario.json.TextRule;
import java.time.Duration;

/// Bounds and forms that several parts of a scenario share.
final class Rules {
  static final TextRule ID =
      TextRule.of("[A-Za-z0-9._-]{1,64}", "1 to 64 of the characters A-Z a-z 0-9 . _ -");
  static final TextRule TITLE =
      TextRule.of("[^\\p{Cntrl}]{1,200}", "1 to 200 characters without line breaks");
  static final TextRule DESCRIPTION =
      TextRule.of("(?:[^\\p{Cntrl}]|[\n\t]){0,4000}", "up to 4000 characters");
  static final TextRule PATH =
      TextRule.of(
          "/(?=.{0,1999}$)(?:[!-$&-~]++|%(?!00)[0-9A-Fa-f]{2})*+",
          "a path that begins with /, without blanks; a % stands before two hex digits, not 00");
  static final TextRule METHOD =
      TextRule.of("(?!CONNECT$)[A-Z]{1,16}", "an HTTP method in capitals, but not CONNECT");

  /// The transport itself frames the message; a second word on that would be a fault of the client,
  /// not traffic.
  static final TextRule HEADER_NAME =
      TextRule.of(
          "(?!(?i:Connection|Content-Length|Transfer-Encoding|Upgrade|Expect)$)"
              + "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}",
          "header names without blanks or colons, but not those that frame the message, such as"
              + " Connection or Content-Length");

  static final TextRule HEADER_VALUE =
      TextRule.of("[ -~]{0,2000}", "up to 2000 printable ASCII characters");
  static final TextRule LISTEN = TextRule.of("[!-~]{1,300}", ListenAt.FORM);
  static final TextRule ADDRESS = TextRule.of("[!-~]{1,500}", Address.FORM);

  /// What a `Host` header may say, with or without a port.
  static final TextRule HOST =
      TextRule.of(
          "(?:[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?",
          "a host as shop.example, with or without a port");

  static final Duration NONE = Duration.ZERO;
  static final Duration SHORTEST = Duration.ofNanos(1);

  private Rules() {}
}
