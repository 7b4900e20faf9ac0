package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import java.util.random.RandomGenerator;

/// Draws candidates in proportion to their weights in constant time, exactly.
///
/// Each candidate has a column as high as all weights together. Its own weight, times the number of
/// candidates, fills a column partly or overflows it; what overflows fills the columns of others,
/// no more than one stranger to a column. A draw takes a column, then a height in it.
///
/// Source: Vose, _A Linear Algorithm for Generating Random Numbers with a Given Distribution_
/// (1991); after Walker's alias method (1977).
final class AliasTable {
  private final int height;

  /// How much of a column its owner fills, from 1 to the height.
  private final int[] own;

  /// Who fills the rest.
  private final int[] alias;

  /// The table for the weights that the candidates have now, in slow start or not.
  AliasTable(Candidates candidates) {
    int size = candidates.size();
    own = new int[size];
    alias = new int[size];
    long[] left = new long[size];
    long sum = 0;
    for (int i = 0; i < size; i++) {
      left[i] = (long) candidates.get(i).weight() * size;
      sum += candidates.get(i).weight();
    }
    height = Math.toIntExact(sum);
    fill(left);
  }

  /// The index of a candidate, each as likely as its weight is large.
  int draw(RandomGenerator random) {
    int column = random.nextInt(own.length);
    int owned = own[column];
    return owned == height || random.nextInt(height) < owned ? column : alias[column];
  }

  private void fill(long[] left) {
    int size = left.length;
    int[] poor = new int[size];
    int[] rich = new int[size];
    int poorCount = 0;
    int richCount = 0;
    for (int i = 0; i < size; i++) {
      if (left[i] < height) {
        poor[poorCount++] = i;
      } else {
        rich[richCount++] = i;
      }
    }
    while (poorCount > 0) {
      int needy = poor[--poorCount];
      int giver = rich[richCount - 1]; // The columns average to the height: somebody has more.
      own[needy] = (int) left[needy];
      alias[needy] = giver;
      left[giver] -= height - left[needy];
      if (left[giver] < height) {
        richCount--;
        poor[poorCount++] = giver;
      }
    }
    for (int i = 0; i < richCount; i++) {
      own[rich[i]] = height;
    }
  }
}
