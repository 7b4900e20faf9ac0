package dev.steelyard.balancer.time;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Named streams of random numbers that all grow from one root seed.
///
/// A stream depends on the root and on its own name only, so a new consumer of chance shifts no
/// other one, and a run is repeated by its root seed alone.
///
/// @param root the root seed; every value is allowed
public record Seeds(long root) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /// A fresh stream for `name`; the same name gives the same numbers again.
  public RandomGenerator stream(String name) {
    return new SplittableRandom(derived(name));
  }

  /// Seeds for a part that there are several of: its streams depend on this root, on the branch's
  /// name and on their own names only.
  public Seeds branch(String name) {
    return new Seeds(derived(name));
  }

  private long derived(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash) ^ mixed(root);
  }

  /// The finishing step of MurmurHash3 with David Stafford's constants (his variant 13), which
  /// spreads neighbouring seeds over all 64 bits.
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
