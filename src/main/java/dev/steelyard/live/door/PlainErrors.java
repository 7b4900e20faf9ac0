package dev.steelyard.live.door;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Says in a line of text what the HTTP library finds wrong with a request: 400, 413, 414, 417, 431
/// and the like.
final class PlainErrors implements Request.Handler {
  private static final int MOST_CHARACTERS = 200;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer found) {
      status = found;
    }
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    PlainText.write(
        response,
        status,
        message == null ? "the request cannot be taken" : printable(message.toString()),
        callback);
    return true;
  }

  /// What the client sent may be in it.
  private static String printable(String message) {
    String text = message.replaceAll("[^ -~]+", " ").strip();
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
