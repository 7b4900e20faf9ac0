package dev.steelyard.balancer.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// A client's key as it is kept: its hash, from which it cannot be had back as long as it was drawn
/// at random. There is neither salt nor stretching, which are for passwords that people think up.
///
/// @param name the client, 1 to 64 of the characters `A-Z a-z 0-9 . _ -`
/// @param sha256 the SHA-256 of the key in UTF-8, 64 hex digits, kept in small letters
public record StoredKey(String name, String sha256) {
  /// How to make a hash, for whoever has a key.
  public static final String HOW_TO_HASH = "printf %s 'KEY' | sha256sum";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{64}");

  public StoredKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: '" + name + "' must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    if (!HASH.matcher(sha256).matches()) {
      // Without the value, which may be the key itself.
      throw new IllegalArgumentException(
          "sha256: it must be the 64 hex digits that this prints: " + HOW_TO_HASH);
    }
    sha256 = sha256.toLowerCase(Locale.ROOT);
  }

  /// What is kept of a key.
  public static StoredKey of(String name, String key) {
    byte[] hash = newSha256().digest(key.getBytes(StandardCharsets.UTF_8));
    return new StoredKey(name, HexFormat.of().formatHex(hash));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
