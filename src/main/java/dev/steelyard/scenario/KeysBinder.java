package dev.steelyard.scenario;

import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.StoredKey;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Problem;
import dev.steelyard.scenario.json.TextRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `gateway.authentication`. Whatever may be a key in the clear is not repeated in an error,
/// for those end up in logs.
final class KeysBinder {
  private static final TextRule HASH = TextRule.of("[0-9A-Fa-f]{64}", "64 hex digits");
  private static final String ALLOWED =
      "only its SHA-256 belongs here, as \"sha256\": 64 hex digits, which this prints: "
          + StoredKey.HOW_TO_HASH;

  private KeysBinder() {}

  static Optional<AuthenticationSettings> bind(Fields fields) {
    int before = fields.problems().count();
    List<StoredKey> apiKeys = keys(fields, "apiKeys");
    List<StoredKey> bearer = keys(fields, "bearer");
    fields.done();
    if (fields.problems().count() > before) {
      return Optional.empty();
    }
    if (apiKeys.isEmpty() && bearer.isEmpty()) {
      String name = fields.has("apiKeys") ? "apiKeys" : "bearer";
      fields.wrong(name, "there is no key, so nobody could enter", "a key, or no authentication");
      return Optional.empty();
    }
    return Optional.of(new AuthenticationSettings(apiKeys, bearer));
  }

  private static List<StoredKey> keys(Fields fields, String name) {
    if (holdsTexts(fields, name)) {
      return List.of();
    }
    List<StoredKey> keys = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    for (Fields entry : fields.objects(name)) {
      int before = entry.problems().count();
      entry.require("name");
      String owner = entry.text("name", "client", Rules.ID);
      Optional<String> hash = hash(entry);
      entry.done();
      if (hash.isPresent() && entry.problems().count() == before) {
        StoredKey key = new StoredKey(owner, hash.get());
        if (hashes.add(key.sha256())) {
          keys.add(key);
        } else {
          entry.wrong("sha256", "this key is there already", "each key once");
        }
      }
    }
    if (keys.size() > AuthenticationSettings.MOST_KEYS) {
      fields.wrong(name, "there are " + keys.size(), "at most " + AuthenticationSettings.MOST_KEYS);
    }
    return keys;
  }

  private static Optional<String> hash(Fields entry) {
    Optional<Located> clear = entry.findMistaken("key");
    if (clear.isPresent()) {
      secret(entry, "key", clear.get(), "a key in the clear");
      entry.find("sha256");
      return Optional.empty();
    }
    entry.require("sha256");
    Optional<Located> value = entry.find("sha256");
    if (value.isPresent()
        && value.get() instanceof Located.Text text
        && HASH.allows(text.value())) {
      return Optional.of(text.value());
    }
    value.ifPresent(found -> secret(entry, "sha256", found, "this is no hash"));
    return Optional.empty();
  }

  /// Whether somebody wrote texts, which may be keys, where objects belong.
  private static boolean holdsTexts(Fields fields, String name) {
    Optional<Located> value = fields.find(name);
    boolean text = value.map(KeysBinder::holdsText).orElse(false);
    if (text) {
      secret(fields, name, value.orElseThrow(), "a text is no entry of a key");
    }
    return text;
  }

  private static boolean holdsText(Located value) {
    return value instanceof Located.Items list
        ? list.items().stream().anyMatch(Located.Text.class::isInstance)
        : value instanceof Located.Text;
  }

  private static void secret(Fields fields, String name, Located value, String what) {
    fields
        .problems()
        .add(new Problem(value.place(), fields.pathOf(name), what + "; allowed: " + ALLOWED));
  }
}
