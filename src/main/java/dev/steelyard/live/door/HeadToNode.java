package dev.steelyard.live.door;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/// The header fields that a node gets with a client's request.
///
/// They are those of the client, but for what belongs to its connection and what it says of proxies
/// on the way, since nobody knows whether that is true: `X-Forwarded-*`, `X-Real-IP` and
/// `Forwarded` are set anew. Names with an underscore that some servers would take for one of these
/// are left out. `Via` is added to. `Host` is the client's, as with HAProxy and Envoy, so that
/// links which the node makes lead back here. `Expect` is not passed on: as with nginx, the client
/// hears that it may go on as soon as a node is ready for the body.
final class HeadToNode {
  /// The name of this proxy in `Via`.
  static final String PSEUDONYM = "steelyard";

  private static final HttpField PROTO =
      new PreEncodedHttpField(HttpHeader.X_FORWARDED_PROTO, "http");
  private static final HttpField VIA_1_1 =
      new PreEncodedHttpField(HttpHeader.VIA, "1.1 " + PSEUDONYM);

  private HeadToNode() {}

  /// The fields.
  ///
  /// @param client the client's IP address
  static HttpFields of(Request request, String client) {
    HttpFields given = request.getHeaders();
    HttpVersion version = request.getConnectionMetaData().getHttpVersion();
    Set<String> named = ConnectionOptions.named(given);
    HttpFields.Mutable fields = HttpFields.build();
    String host = host(request);
    if (!host.isEmpty()) {
      fields.add(HttpHeader.HOST, host);
    }
    StringBuilder via = null;
    StringBuilder cookies = null;
    for (HttpField field : given) {
      HttpHeader known = field.getHeader();
      if (known == HttpHeader.VIA) {
        via = appended(via, ", ", field);
      } else if (known == HttpHeader.COOKIE && version == HttpVersion.HTTP_2) {
        cookies = appended(cookies, "; ", field); // RFC 9113, section 8.2.3.
      } else if (passes(field, known, named)) {
        fields.add(field);
      }
    }
    if (cookies != null) {
      fields.add(HttpHeader.COOKIE, cookies.toString());
    }
    addProxyFields(fields, client, host);
    addVia(fields, via, version);
    return fields;
  }

  /// What the client calls this server; empty if it does not say.
  static String host(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host != null) {
      return host;
    }
    String authority = request.getHttpURI().getAuthority();
    boolean says = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    return says && authority != null ? authority : "";
  }

  private static boolean passes(HttpField field, HttpHeader known, Set<String> named) {
    if (known != null) {
      switch (known) {
        case HOST, EXPECT, FORWARDED -> {
          return false;
        }
        default -> {}
      }
    }
    if (ConnectionOptions.staysHere(field, named)) {
      return false;
    }
    String name = field.getLowerCaseName();
    if (name.startsWith(":")) {
      return false;
    }
    if (name.indexOf('_') >= 0) {
      String read = name.replace('_', '-').toLowerCase(Locale.ROOT);
      return !isOfProxies(read) && !ConnectionOptions.isForTheOtherEnd(read);
    }
    return !isOfProxies(name);
  }

  private static boolean isOfProxies(String name) {
    return name.charAt(0) == 'x' && (name.startsWith("x-forwarded-") || name.equals("x-real-ip"));
  }

  private static void addProxyFields(HttpFields.Mutable fields, String client, String host) {
    boolean ipv6 = client.indexOf(':') >= 0;
    fields.add(HttpHeader.X_FORWARDED_FOR, client);
    fields.add(PROTO);
    var forwarded = new StringBuilder("for=");
    forwarded.append(ipv6 ? "\"[" : "").append(client).append(ipv6 ? "]\"" : "");
    forwarded.append(";proto=http");
    if (!host.isEmpty()) {
      fields.add(HttpHeader.X_FORWARDED_HOST, host);
      forwarded.append(";host=\"").append(host).append('"');
    }
    fields.add(HttpHeader.FORWARDED, forwarded.toString());
  }

  private static void addVia(
      HttpFields.Mutable fields,
      @org.jspecify.annotations.Nullable StringBuilder via,
      HttpVersion version) {
    if (via == null && version == HttpVersion.HTTP_1_1) {
      fields.add(VIA_1_1);
      return;
    }
    StringBuilder all = via == null ? new StringBuilder() : via.append(", ");
    String protocol =
        switch (version) {
          case HTTP_1_0 -> "1.0 ";
          case HTTP_2 -> "2.0 ";
          default -> "1.1 ";
        };
    fields.add(HttpHeader.VIA, all.append(protocol).append(PSEUDONYM).toString());
  }

  private static StringBuilder appended(
      @org.jspecify.annotations.Nullable StringBuilder before, String separator, HttpField field) {
    return before == null
        ? new StringBuilder(String.valueOf(field.getValue()))
        : before.append(separator).append(field.getValue());
  }
}
