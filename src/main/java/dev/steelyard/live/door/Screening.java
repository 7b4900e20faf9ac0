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
/// `CONNECT`, `TRACE` and its like are not taken, nor are upgrades to other protocols than h2c,
/// which the library makes before this is asked or not at all. The absolute form of a target is
/// taken if it names the same host as `Host`, and passed on in the usual form (RFC 9112, section
/// 3.2).
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
    if (method.equals("TRACE") || method.equals("TRACK")) {
      return Refusal.notAllowed("requests are not echoed here");
    }
    if (method.equals("PRI")) { // RFC 9113, section 11.6: a node might take it for HTTP/2.
      return Refusal.notImplemented("PRI is no method");
    }
    if (!isToken(method)) {
      return Refusal.badRequest("the method is none");
    }
    return method.equals(method.toUpperCase(Locale.ROOT))
        ? null
        : Refusal.notImplemented("methods have capital letters");
  }

  /// HTTP/2 would carry spaces in it, too, and then a node would read another target.
  private static boolean isToken(String method) {
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      boolean letterOrDigit =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !method.isEmpty();
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
    if (fields.getValuesList(HttpHeader.HOST).size() > 1) {
      return Refusal.badRequest("there is more than one Host");
    }
    return isOdd(HeadToNode.host(request)) ? Refusal.badRequest("Host is no host") : null;
  }

  /// What the library lets through but not every node reads as it does: an IPv6 address without
  /// brackets, and characters that are encoded or part a list or a parameter.
  private static boolean isOdd(String host) {
    boolean bracketed = host.startsWith("[");
    if (!bracketed && host.indexOf(':') != host.lastIndexOf(':')) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%' || c == ';' || c == ',' || c == '=' || c == '+') {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Refusal ofField(HttpField field, HttpVersion version) {
    HttpHeader known = field.getHeader();
    if (known == HttpHeader.CONTENT_LENGTH && !isNumber(String.valueOf(field.getValue()))) {
      return Refusal.badRequest("the length is no number"); // In HTTP/2 nobody has looked at it.
    }
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

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static @Nullable Refusal ofTransferEncoding(String coding, HttpVersion version) {
    if (version != HttpVersion.HTTP_1_1) { // RFC 9112, section 6.1; RFC 9113, section 8.2.2.
      return Refusal.badRequest(version.asString() + " has no Transfer-Encoding");
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
