package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds who sends a request by the key that it shows.
///
/// A shown key is hashed and its hash compared with every kept one, to the last byte, so the time
/// that takes tells nothing of them. Not thread-safe.
final class KeyRing {
  static final String API_KEY = "X-API-Key";
  static final String AUTHORIZATION = "Authorization";

  private static final String BEARER = "Bearer ";

  private final MessageDigest digest = StoredKey.newSha256();
  private final List<Kept> apiKeys;
  private final List<Kept> bearer;

  KeyRing(AuthenticationSettings settings) {
    this.apiKeys = kept(settings.apiKeys());
    this.bearer = kept(settings.bearer());
  }

  /// The name of the client whose key it shows, an API key first; null if it shows none that is
  /// known.
  @Nullable String nameOf(Request request) {
    String name = apiKeys.isEmpty() ? null : owner(apiKeys, request.header(API_KEY));
    return name == null && !bearer.isEmpty() ? owner(bearer, token(request)) : name;
  }

  /// The name of the scheme may be in any case (RFC 9110, section 11.1).
  private static @Nullable String token(Request request) {
    String field = request.header(AUTHORIZATION);
    return field != null && field.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? field.substring(BEARER.length()).strip()
        : null;
  }

  private @Nullable String owner(List<Kept> keys, @Nullable String shown) {
    if (shown == null || shown.isEmpty()) {
      return null;
    }
    byte[] hash = digest.digest(shown.getBytes(StandardCharsets.UTF_8));
    String owner = null;
    for (Kept key : keys) {
      if (MessageDigest.isEqual(key.hash, hash)) {
        owner = key.name; // And on to the last key.
      }
    }
    return owner;
  }

  private static List<Kept> kept(List<StoredKey> keys) {
    return keys.stream()
        .map(key -> new Kept(key.name(), HexFormat.of().parseHex(key.sha256())))
        .toList();
  }

  private static final class Kept {
    final String name;
    final byte[] hash;

    Kept(String name, byte[] hash) {
      this.name = name;
      this.hash = hash;
    }
  }
}
