package dev.steelyard.live.door;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Decides from its head whether a request may be passed on; what is no HTTP at all the library has
/// refused before.
///
/// `CONNECT` and `TRACE` are not taken, nor are upgrades to other protocols than h2c, which the
/// library makes before this is asked or not at all. The absolute form of a target is taken if it
/// names the same host as `Host`, and passed on in the usual form (RFC 9112, section 3.2).
final class Screening {
  private static final String CHUNKED = "chunked";
  private static final String H2C = "h2c";

  private Screening() {}

  /// Why `request` is not passed on; null if it is.
  static @Nullable Refusal of(Request request) {
    Refusal refusal = ofMethod(request.getMethod());
    if (refusal == null) {
      refusal = ofTarget(request);
    }
    return refusal == null ? ofFields(request) : refusal;
  }

  private static @Nullable Refusal ofMethod(String method) {
    if (method.equals("CONNECT")) {
      return Refusal.notAllowed("tunnels are not made here");
    }
    if (method.equals("TRACE")) {
      return Refusal.notAllowed("requests are not echoed here");
    }
    return method.equals(method.toUpperCase(Locale.ROOT))
        ? null
        : Refusal.notImplemented("methods have capital letters");
  }

  private static @Nullable Refusal ofTarget(Request request) {
    HttpURI uri = request.getHttpURI();
    if (uri.getUser() != null) {
      return Refusal.badRequest("the URI names a user");
    }
    if (uri.getFragment() != null) {
      return Refusal.badRequest("the URI has a fragment");
    }
    String scheme = uri.getScheme();
    if (scheme != null && !scheme.equalsIgnoreCase("http")) {
      return Refusal.badRequest("only http is spoken here");
    }
    if (isOptionsOfTheServer(request)) {
      return null;
    }
    String problem = RawTarget.problem(uri.getPathQuery());
    return problem == null ? null : Refusal.badRequest(problem);
  }

  /// Whether it asks for the options of the server itself, `OPTIONS *`.
  static boolean isOptionsOfTheServer(Request request) {
    return request.getMethod().equals("OPTIONS") && "*".equals(request.getHttpURI().getPathQuery());
  }

  private static @Nullable Refusal ofFields(Request request) {
    HttpFields fields = request.getHeaders();
    HttpVersion version = request.getConnectionMetaData().getHttpVersion();
    for (HttpField field : fields) {
      Refusal refusal = ofField(field, version);
      if (refusal != null) {
        return refusal;
      }
    }
    Set<String> named = ConnectionOptions.named(fields);
    for (String name : named) {
      if (ConnectionOptions.isForTheOtherEnd(name)) {
        return Refusal.badRequest("Connection names " + name + ", which is for the other end");
      }
    }
    return fields.getValuesList(HttpHeader.HOST).size() > 1
        ? Refusal.badRequest("there is more than one Host")
        : null;
  }

  private static @Nullable Refusal ofField(HttpField field, HttpVersion version) {
    HttpHeader known = field.getHeader();
    if (known == HttpHeader.TRANSFER_ENCODING) {
      return ofTransferEncoding(String.valueOf(field.getValue()), version);
    }
    if (known == HttpHeader.UPGRADE && !H2C.equalsIgnoreCase(field.getValue())) {
      return Refusal.notImplemented("upgrades to " + shown(field) + " are not passed on");
    }
    return hasControlCharacter(field.getValue())
        ? Refusal.badRequest("a header field has a control character")
        : null;
  }

  private static @Nullable Refusal ofTransferEncoding(String coding, HttpVersion version) {
    if (version == HttpVersion.HTTP_1_0) {
      return Refusal.badRequest("HTTP/1.0 has no Transfer-Encoding");
    }
    return coding.equalsIgnoreCase(CHUNKED)
        ? null
        : Refusal.notImplemented("the only transfer coding is chunked");
  }

  private static String shown(HttpField field) {
    String value = String.valueOf(field.getValue()).replaceAll("[^A-Za-z0-9/._-]", " ").strip();
    return value.length() > 20 ? value.substring(0, 20) : value;
  }

  private static boolean hasControlCharacter(@Nullable String value) {
    if (value == null) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
