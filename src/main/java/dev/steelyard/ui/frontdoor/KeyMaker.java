package dev.steelyard.ui.frontdoor;

import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.KeyGenerator;

/// Makes keys for clients: 256 bits from the platform's generator of secrets, in letters, digits,
/// `-` and `_`. Not by the seeds of a run, which could be guessed.
public final class KeyMaker {
  private static final int BITS = 256;

  private KeyMaker() {}

  public static String make() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("HmacSHA256");
      generator.init(BITS);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(generator.generateKey().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
