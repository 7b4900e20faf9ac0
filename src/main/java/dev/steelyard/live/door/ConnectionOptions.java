package dev.steelyard.live.door;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Which fields of a message belong to one connection only and are not passed on: those that HTTP
/// has for it, and those that `Connection` names.
///
/// A sender must not name fields there that are meant for the other end (RFC 9110, section 7.6.1).
/// Who does so all the same wants fields taken away on which the node relies, such as
/// `Authorization` or `X-Forwarded-For`: such a request is refused, as Envoy refuses it, and in an
/// answer it is not heeded.
final class ConnectionOptions {
  /// `Connection` named nothing that is not of the connection anyway.
  static final Set<String> NONE = Set.of();

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("close", "keep-alive", "te", "upgrade", "http2-settings", "proxy-connection");

  private static final Set<String> FOR_THE_OTHER_END =
      Set.of(
          "accept",
          "accept-encoding",
          "age",
          "allow",
          "authorization",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "etag",
          "expect",
          "expires",
          "forwarded",
          "host",
          "idempotency-key",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-modified",
          "location",
          "max-forwards",
          "origin",
          "pragma",
          "range",
          "referer",
          "retry-after",
          "set-cookie",
          "steelyard-attempts",
          "steelyard-node",
          "strict-transport-security",
          "transfer-encoding",
          "user-agent",
          "vary",
          "via",
          "www-authenticate",
          "x-api-key",
          "x-real-ip",
          "x-request-id");

  private ConnectionOptions() {}

  /// What `Connection` names, in small letters, but for what is of the connection anyway.
  static Set<String> named(HttpFields fields) {
    if (!fields.contains(HttpHeader.CONNECTION)) {
      return NONE;
    }
    List<String> options = fields.getCSV(HttpHeader.CONNECTION, false);
    Set<String> named = NONE;
    for (String option : options) {
      String name = option.toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(name)) {
        if (named.isEmpty()) {
          named = new HashSet<>();
        }
        named.add(name);
      }
    }
    return named;
  }

  /// Whether a field of this name, in small letters, is meant for the other end.
  static boolean isForTheOtherEnd(String name) {
    return FOR_THE_OTHER_END.contains(name) || name.startsWith("x-forwarded-");
  }

  /// Whether `field` stays here.
  ///
  /// @param named what `Connection` names
  static boolean staysHere(HttpField field, Set<String> named) {
    HttpHeader known = field.getHeader();
    if (known != null && isOfTheConnection(known)) {
      return true;
    }
    if (named.isEmpty()) {
      return false;
    }
    String name = field.getLowerCaseName();
    return named.contains(name) && !isForTheOtherEnd(name);
  }

  private static boolean isOfTheConnection(HttpHeader header) {
    return switch (header) {
      case CONNECTION,
          KEEP_ALIVE,
          PROXY_CONNECTION,
          PROXY_AUTHENTICATE,
          PROXY_AUTHORIZATION,
          TE,
          TRAILER,
          TRANSFER_ENCODING,
          UPGRADE,
          HTTP2_SETTINGS ->
          true;
      default -> false;
    };
  }
}
