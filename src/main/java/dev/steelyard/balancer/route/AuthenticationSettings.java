package dev.steelyard.balancer.route;

import java.util.List;

/// Who may enter: whoever shows one of these keys, in `X-API-Key`, or as `Authorization: Bearer
/// KEY`. At least one in all; one client may have several, so that a key can be exchanged.
///
/// @param apiKeys at most 1000
/// @param bearer at most 1000
public record AuthenticationSettings(List<StoredKey> apiKeys, List<StoredKey> bearer) {
  public static final int MOST_KEYS = 1_000;

  public AuthenticationSettings {
    apiKeys = List.copyOf(apiKeys);
    bearer = List.copyOf(bearer);
    check("apiKeys", apiKeys);
    check("bearer", bearer);
    if (apiKeys.isEmpty() && bearer.isEmpty()) {
      throw new IllegalArgumentException(
          "authentication: there must be a key, or nobody could enter");
    }
  }

  /// In a few words: `2 API keys, 1 bearer token`.
  public String words() {
    return apiKeys.size()
        + (apiKeys.size() == 1 ? " API key, " : " API keys, ")
        + bearer.size()
        + (bearer.size() == 1 ? " bearer token" : " bearer tokens");
  }

  private static void check(String field, List<StoredKey> keys) {
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          field + ": there are " + keys.size() + ", and at most " + MOST_KEYS + " may be");
    }
    if (keys.stream().map(StoredKey::sha256).distinct().count() < keys.size()) {
      throw new IllegalArgumentException(field + ": each key may be there once");
    }
  }
}
