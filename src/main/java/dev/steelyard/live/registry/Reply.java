package dev.steelyard.live.registry;

import java.util.Map;

/// An answer over HTTP.
///
/// @param headers besides the type of the content
record Reply(int status, String contentType, String text, Map<String, String> headers) {
  private static final String JSON = "application/json";
  private static final String PLAIN = "text/plain; charset=utf-8";

  static Reply json(int status, String json) {
    return new Reply(status, JSON, json, Map.of());
  }

  /// One that something is wrong, a line for each problem.
  static Reply problem(int status, String lines) {
    return new Reply(status, PLAIN, lines + "\n", Map.of());
  }

  static Reply nothing() {
    return new Reply(204, PLAIN, "", Map.of());
  }

  static Reply notAllowed(String methods) {
    return new Reply(405, PLAIN, "allowed here: " + methods + "\n", Map.of("Allow", methods));
  }

  /// The registry cannot answer now.
  static Reply unavailable(String reason) {
    return new Reply(503, PLAIN, reason + "\n", Map.of("Retry-After", "1"));
  }
}
