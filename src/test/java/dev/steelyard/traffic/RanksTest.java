package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RanksTest {
  /// What is drawn is the first index up to which the shares sum to more than the drawn part of the
  /// whole; here it is searched from end to end.
  @ParameterizedTest(name = "{0} ranks, skew {1}")
  @CsvSource({"1,0", "2,0", "3,1", "100,0", "100,1", "1000,2.5", "65,0.5", "500,10", "100000,0.9"})
  void drawsInProportionToTheShares(int count, double skew) {
    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      shares[i] = Math.pow(i + 1.0, -skew);
    }
    var ranks = new Ranks(shares);
    double[] sums = shares.clone();
    for (int i = 1; i < count; i++) {
      sums[i] += sums[i - 1];
    }
    RandomGenerator random = new Seeds(count).stream("draws");

    for (double part : edges(count, random)) {
      double drawn = part * sums[count - 1];
      int expected = 0;
      while (expected < count - 1 && sums[expected] <= drawn) {
        expected++;
      }
      assertThat(ranks.draw(always(part))).as("part %s", part).isEqualTo(expected);
    }
  }

  @Test
  void oneRankNeedsNoChance() {
    assertThat(new Ranks(new double[] {0.3}).draw(new SplittableRandom(1))).isZero();
  }

  /// Where a part begins, right before that, the ends, and some in between.
  private static double[] edges(int count, RandomGenerator random) {
    double[] parts = new double[604];
    Arrays.setAll(
        parts,
        i -> {
          double edge = (double) random.nextInt(count) / count;
          return switch (i % 3) {
            case 0 -> edge;
            case 1 -> Math.max(0, Math.nextDown(edge));
            default -> random.nextDouble();
          };
        });
    parts[0] = 0;
    parts[1] = 1 - 0x1.0p-53;
    return parts;
  }

  private static RandomGenerator always(double part) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("one double is drawn");
      }

      @Override
      public double nextDouble() {
        return part;
      }
    };
  }
}
