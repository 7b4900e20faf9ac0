package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What routes ask of a request, each answer found once and only if somebody asks.
final class Inquiry {
  private final Request request;
  private @Nullable String host;
  private @Nullable String path;

  Inquiry(Request request) {
    this.request = request;
  }

  /// The host, normalized; empty if the request names none.
  String host() {
    String found = host;
    if (found == null) {
      String header = header("Host");
      found = header == null ? "" : HostPattern.normalized(header);
      host = found;
    }
    return found;
  }

  /// The path, normalized.
  String path() {
    String found = path;
    if (found == null) {
      found = PathText.normalized(request.path());
      path = found;
    }
    return found;
  }

  /// The value of a header field; null if it is not there.
  @Nullable String header(String name) {
    return request.header(name);
  }

  /// The value of the first query parameter of this name, decoded as forms are: a plus is a blank.
  /// Null if there is none.
  @Nullable String parameter(String name) {
    String target = request.path();
    int from = PathText.pathEnd(target) + 1;
    while (from < target.length()) {
      int ampersand = target.indexOf('&', from);
      int end = ampersand < 0 ? target.length() : ampersand;
      int equals = target.indexOf('=', from);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (decoded(target.substring(from, nameEnd)).equals(name)) {
        return nameEnd == end ? "" : decoded(target.substring(nameEnd + 1, end));
      }
      from = end + 1;
    }
    return null;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // A percent sign that encodes nothing stands for itself.
    }
  }
}
