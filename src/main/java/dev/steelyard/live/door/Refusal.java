package dev.steelyard.live.door;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// An answer of the door itself to a request that it does not take, before any node is chosen.
///
/// @param status the HTTP status
/// @param reason what is the matter, in a few words
/// @param allowed for 405: the methods that are taken; else empty
record Refusal(int status, String reason, String allowed) {
  /// The methods that the door is sure to take; others are passed on too.
  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  static Refusal badRequest(String reason) {
    return new Refusal(400, reason, "");
  }

  static Refusal notImplemented(String reason) {
    return new Refusal(501, reason, "");
  }

  static Refusal notAllowed(String reason) {
    return new Refusal(405, reason, METHODS);
  }

  /// Answers, and ends the connection: after a request that it did not understand it cannot be sure
  /// where the next one begins.
  void send(Response response, Callback callback) {
    if (!allowed.isEmpty()) {
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
    }
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    PlainText.write(response, status, reason, callback);
  }
}
