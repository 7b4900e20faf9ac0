package dev.steelyard.live.door;

import dev.steelyard.balancer.request.Refusal;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// What a client hears that the gateway does not let in.
final class GatewayAnswer {
  /// An API key in `X-API-Key` does as well, but has no scheme of its own.
  private static final String CHALLENGE = "Bearer realm=\"steelyard\"";

  private static final int UNAUTHORIZED = 401;

  private GatewayAnswer() {}

  /// What is the matter, in a few words.
  static String reason(Refusal refusal) {
    return switch (refusal.status()) {
      case UNAUTHORIZED -> "there is no valid key";
      case 404 -> "no route takes this request";
      case 413 -> "the body is too large";
      case 414 -> "the URI is too long";
      case 429 -> "there were too many requests";
      case 431 -> "the header fields are too large";
      default -> "the gateway refuses it";
    };
  }

  /// Tells what belongs to the status: how to get in, or when.
  static void put(HttpFields.Mutable fields, Refusal refusal) {
    if (refusal.status() == UNAUTHORIZED) {
      fields.put(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
    }
    if (refusal.retryAfterSeconds() > 0) {
      fields.put(HttpHeader.RETRY_AFTER, refusal.retryAfterSeconds());
    }
  }
}
