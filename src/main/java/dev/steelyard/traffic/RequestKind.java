package dev.steelyard.traffic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// One kind of request in the mix.
///
/// @param method the HTTP method in capitals
/// @param path the path; `{n}` stands for the number of the request
/// @param share how often it comes, relative to the other kinds, above 0
/// @param headers header fields; `{n}` in a value stands for the number of the request
public record RequestKind(String method, String path, double share, Map<String, String> headers) {
  private static final Pattern METHOD = Pattern.compile("[A-Z]+"); // Before the first kind.

  public static final RequestKind GET_ROOT = new RequestKind("GET", "/", 1, Map.of());

  public RequestKind {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // Keeps the order.
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "method: '" + method + "' must be in capitals, as GET or POST");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: '" + path + "' must begin with /");
    }
    if (!(share > 0 && share <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("share: " + share + " must be above 0 and finite");
    }
  }
}
