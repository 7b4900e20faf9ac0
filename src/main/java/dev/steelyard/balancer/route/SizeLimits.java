package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Refusal;
import dev.steelyard.balancer.request.Request;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How large a request may be; what is empty has no limit here.
///
/// @param body bytes of the body, 0 to 1,000,000,000,000; past it 413
/// @param headers bytes of all header fields as HTTP/1.1 writes them, names, values, `: ` and line
///   ends, 1 to 1,000,000; past it 431
/// @param uri bytes of path and query, 1 to 1,000,000; past it 414
public record SizeLimits(OptionalLong body, OptionalInt headers, OptionalInt uri) {
  public static final long MOST_BODY = 1_000_000_000_000L;
  public static final int MOST_HEAD = 1_000_000;

  private static final String NONE = "no limit";

  /// The bytes of a colon, a blank and a line end.
  private static final int FRAMING = 4;

  public SizeLimits {
    if (body.orElse(0) < 0 || body.orElse(0) > MOST_BODY) {
      throw new IllegalArgumentException(
          "body: " + body.orElse(0) + " must be from 0 to " + MOST_BODY);
    }
    check("headers", headers);
    check("uri", uri);
  }

  private static void check(String field, OptionalInt value) {
    if (value.orElse(1) < 1 || value.orElse(1) > MOST_HEAD) {
      throw new IllegalArgumentException(
          field + ": " + value.orElse(1) + " must be from 1 to " + MOST_HEAD);
    }
  }

  /// In a few words: `body 1000000, headers no limit, uri 8192 bytes`.
  public String words() {
    return "body "
        + (body.isPresent() ? body.getAsLong() : NONE)
        + ", headers "
        + (headers.isPresent() ? headers.getAsInt() : NONE)
        + ", uri "
        + (uri.isPresent() ? uri.getAsInt() : NONE)
        + " bytes";
  }

  /// What is too large about a request; null if nothing is. A body of unknown length is not known
  /// to be too large: whoever reads it has to count.
  @Nullable Refusal refusal(Request request) {
    if (uri.isPresent() && request.path().length() > uri.getAsInt()) {
      return Refusal.URI_TOO_LONG;
    }
    if (headers.isPresent() && headerBytes(request) > headers.getAsInt()) {
      return Refusal.HEADERS_TOO_LARGE;
    }
    boolean tooLong =
        body.isPresent()
            && request.bodyBytes() != Request.UNKNOWN_LENGTH
            && request.bodyBytes() > body.getAsLong();
    return tooLong ? Refusal.BODY_TOO_LARGE : null;
  }

  private static long headerBytes(Request request) {
    long bytes = 0;
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      bytes += header.getKey().length() + header.getValue().length() + FRAMING;
    }
    return bytes;
  }
}
