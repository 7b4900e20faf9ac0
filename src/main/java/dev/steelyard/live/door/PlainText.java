package dev.steelyard.live.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The door's own answers: a line of text that says what happened.
final class PlainText {
  private static final HttpField TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

  /// Nobody is to take it for the answer of a node, later.
  private static final HttpField NOT_KEPT =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private PlainText() {}

  /// Answers with a status and `reason`.
  static void write(Response response, int status, String reason, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(TYPE).put(NOT_KEPT);
    String text = status + " " + HttpStatus.getMessage(status) + ": " + reason + ".\n";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
