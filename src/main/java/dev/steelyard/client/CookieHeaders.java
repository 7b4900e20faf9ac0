package dev.steelyard.client;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cookies belong to the name that the caller asks for, and not to the node that happens to answer.
/// So the nodes' clients know nothing of them, and they are put in and taken out here.
final class CookieHeaders {
  private final @Nullable CookieHandler handler;

  CookieHeaders(@Nullable CookieHandler handler) {
    this.handler = handler;
  }

  /// The values of `Cookie` for a request.
  List<String> of(URI uri, HttpHeaders headers) throws IOException {
    if (handler == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : handler.get(uri, headers.map()).entrySet()) {
      if (entry.getKey().equalsIgnoreCase("Cookie")) {
        values.addAll(entry.getValue());
      }
    }
    return values.isEmpty() ? values : List.of(String.join("; ", values));
  }

  /// Takes in what an answer sets.
  void take(URI uri, HttpHeaders headers) throws IOException {
    if (handler != null) {
      handler.put(uri, headers.map());
    }
  }
}
