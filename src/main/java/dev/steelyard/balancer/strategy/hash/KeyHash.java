package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.request.Request;
import java.util.random.RandomGenerator;

/// The hash of a request's key: {@link XxHash64} with seed 0 over the key's UTF-8 bytes.
///
/// A request without a key has a random hash, so that it goes to any node, as in Envoy. Keys of
/// ASCII letters, which is nearly all of them, are hashed without allocating anything.
public final class KeyHash {
  private static final int SCRATCH = 256;
  private static final int NOT_ASCII = ~0x7F;

  private final HashKey key;
  private final RandomGenerator random;
  private final byte[] scratch = new byte[SCRATCH];

  /// @param random the chance for requests without a key
  public KeyHash(HashKey key, RandomGenerator random) {
    this.key = key;
    this.random = random;
  }

  public long of(Request request) {
    String text = key.of(request);
    return text == null ? random.nextLong() : of(text);
  }

  private long of(String text) {
    int length = text.length();
    if (length > SCRATCH) {
      return XxHash64.of(text);
    }
    int seen = 0;
    for (int i = 0; i < length; i++) {
      char letter = text.charAt(i);
      seen |= letter;
      scratch[i] = (byte) letter;
    }
    return (seen & NOT_ASCII) == 0 ? XxHash64.of(scratch, length, 0) : XxHash64.of(text);
  }
}
