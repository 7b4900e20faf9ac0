package dev.steelyard.live.door;

import dev.steelyard.balancer.retry.RetrySettings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The header fields that a client gets with a node's answer: those of the node, but for what
/// belongs to its connection, and what tells of the balancer.
final class HeadToClient {
  static final String NODE = "Steelyard-Node";
  static final String ID = "X-Request-Id";
  static final String ATTEMPTS = "Steelyard-Attempts";

  private static final int NO_CONTENT = 204;
  private static final int MOST_NODES = 10_000;

  private final boolean tells;
  private final Map<String, HttpField> nodes = new ConcurrentHashMap<>();
  private final HttpField[] attempts = new HttpField[RetrySettings.MOST_ATTEMPTS + 1];

  /// @param tells whether answers tell which node they are from and how many attempts it took
  HeadToClient(boolean tells) {
    this.tells = tells;
    for (int i = 0; i < attempts.length; i++) {
      attempts[i] = new PreEncodedHttpField(ATTEMPTS, Integer.toString(i));
    }
  }

  /// Puts the fields of `answer` into `fields`.
  ///
  /// @param id the request's id; empty if it has none
  void put(HttpFields.Mutable fields, Response answer, String node, int attemptsMade, String id) {
    Set<String> named = ConnectionOptions.named(answer.getHeaders());
    boolean dated = false;
    for (HttpField field : answer.getHeaders()) {
      if (ConnectionOptions.staysHere(field, named) || isOfTheBalancer(field)) {
        continue;
      }
      if (field.getHeader() == HttpHeader.CONTENT_LENGTH && answer.getStatus() == NO_CONTENT) {
        continue; // RFC 9110, section 8.6.
      }
      if (field.getHeader() == HttpHeader.DATE && !dated) {
        dated = true;
        fields.put(field); // In place of the server's own.
      } else {
        fields.add(field);
      }
    }
    putId(fields, id);
    if (tells) {
      fields.add(nodeField(node));
      putAttempts(fields, attemptsMade);
    }
  }

  /// Tells the id of a request that has one.
  void putId(HttpFields.Mutable fields, String id) {
    if (!id.isEmpty()) {
      fields.put(ID, id);
    }
  }

  /// Tells of the attempts alone, in an answer of the door itself.
  void putAttempts(HttpFields.Mutable fields, int attemptsMade) {
    if (tells) {
      fields.add(attempts[Math.min(attemptsMade, attempts.length - 1)]);
    }
  }

  private HttpField nodeField(String node) {
    HttpField known = nodes.get(node);
    if (known == null) {
      known = new PreEncodedHttpField(NODE, node);
      if (nodes.size() < MOST_NODES) {
        nodes.put(node, known);
      }
    }
    return known;
  }

  /// What a node says of itself under our name, as mock nodes do.
  private static boolean isOfTheBalancer(HttpField field) {
    return field.getHeader() == null && (field.is(NODE) || field.is(ATTEMPTS));
  }
}
