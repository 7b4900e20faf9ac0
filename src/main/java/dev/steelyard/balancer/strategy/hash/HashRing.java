package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.node.Membership;
import dev.steelyard.balancer.node.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A circle of hashes on which every node has many points. A key belongs to the first point whose
/// hash is not below its own, or else to the first of all.
///
/// A node has so many points for each unit of its weight; the i-th, from 0, is the {@link XxHash64}
/// of `ID_i`. Of points with the same hash that of the first node in order counts. With more than
/// {@link #MOST_POINTS} in all, every node gets the same part of its points, but at least one.
///
/// The points are sorted by their uppermost bits into as many buckets as there are points, so a
/// place is found in constant time.
///
/// Source: Karger et al., _Consistent Hashing and Random Trees_ (1997); points as in Envoy's
/// `RING_HASH`, where the address stands for the id; their number as in ketama (160 for a server).
public final class HashRing implements Circle {
  /// About 17 MB; Envoy allows 8 million.
  public static final int MOST_POINTS = 1 << 20;

  private static final int LONGEST_NUMBER = 12;

  private final Membership members;
  private final int shift;
  private final int[] buckets;
  private final long[] points;
  private final int[] owners;

  /// @param pointsPerWeight the points for each unit of weight, at least 1
  public HashRing(Membership members, int pointsPerWeight) {
    this.members = members;
    int[] counts = counts(members, pointsPerWeight);
    int size = Arrays.stream(counts).sum();
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
    shift = Long.SIZE - bits;
    buckets = new int[(1 << bits) + 1];
    points = new long[size];
    owners = new int[size];
    long[] drawn = draw(counts, size);
    for (long point : drawn) {
      buckets[bucket(point) + 1]++;
    }
    for (int bucket = 1; bucket < buckets.length; bucket++) {
      buckets[bucket] += buckets[bucket - 1];
    }
    sort(drawn, counts);
  }

  @Override
  public int size() {
    return points.length;
  }

  @Override
  public int nodes() {
    return members.size();
  }

  @Override
  public Node at(int place) {
    return members.get(owners[place]);
  }

  @Override
  public int place(long hash) {
    int place = buckets[bucket(hash)];
    while (place < points.length && Long.compareUnsigned(points[place], hash) < 0) {
      place++;
    }
    return place == points.length ? 0 : place;
  }

  /// As a part of the whole circle, from 0 to 1.
  @Override
  public double distance(long hash, int place) {
    return ((points[place] - hash) >>> 1) * 0x1p-63;
  }

  private int bucket(long hash) {
    return (int) (hash >>> shift);
  }

  private long[] draw(int[] counts, int size) {
    long[] drawn = new long[size];
    int next = 0;
    for (int owner = 0; owner < counts.length; owner++) {
      var name = new PointName(members.get(owner).id());
      for (int number = 0; number < counts[owner]; number++) {
        drawn[next++] = name.hash(number);
      }
    }
    return drawn;
  }

  /// Puts every point behind those of its bucket that are not greater.
  private void sort(long[] drawn, int[] counts) {
    int[] ends = buckets.clone();
    int next = 0;
    for (int owner = 0; owner < counts.length; owner++) {
      for (int number = 0; number < counts[owner]; number++) {
        long point = drawn[next++];
        int first = buckets[bucket(point)];
        int place = ends[bucket(point)]++;
        while (place > first && Long.compareUnsigned(points[place - 1], point) > 0) {
          points[place] = points[place - 1];
          owners[place] = owners[place - 1];
          place--;
        }
        points[place] = point;
        owners[place] = owner;
      }
    }
  }

  private static int[] counts(Membership members, int pointsPerWeight) {
    long wanted = 0;
    for (int i = 0; i < members.size(); i++) {
      wanted += (long) members.get(i).weight() * pointsPerWeight;
    }
    int[] counts = new int[members.size()];
    for (int i = 0; i < counts.length; i++) {
      long points = (long) members.get(i).weight() * pointsPerWeight;
      counts[i] =
          (int) (wanted <= MOST_POINTS ? points : Math.max(1, points * MOST_POINTS / wanted));
    }
    return counts;
  }

  /// The names of a node's points, written into the same bytes one after the other.
  private static final class PointName {
    private final byte[] bytes;
    private final int prefix;

    PointName(String id) {
      byte[] name = (id + '_').getBytes(StandardCharsets.UTF_8);
      prefix = name.length;
      bytes = Arrays.copyOf(name, prefix + LONGEST_NUMBER);
    }

    long hash(int number) {
      int digits = 1;
      for (int rest = number; rest > 9; rest /= 10) {
        digits++;
      }
      int rest = number;
      for (int at = prefix + digits - 1; at >= prefix; at--) {
        bytes[at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      return XxHash64.of(bytes, prefix + digits, 0);
    }
  }
}
