package dev.steelyard.balancer.strategy.hash;

/// Makes an independent-looking number out of the hashes of a key and of a node.
public final class Mix {
  private static final double STEP = 0x1p-52;

  private Mix() {}

  /// Spreads every bit over all 64: the finishing step of MurmurHash3 with David Stafford's
  /// constants (his variant 13), which SplitMix64 uses too.
  public static long of(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// A number above 0 and below 1, evenly spread: the middle of one of 2^52 equal steps.
  public static double unit(long value) {
    return ((of(value) >>> 12) + 0.5) * STEP;
  }
}
