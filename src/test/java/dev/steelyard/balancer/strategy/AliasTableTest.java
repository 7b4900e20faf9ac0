package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.FakeNodes;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AliasTableTest {
  /// Of all columns at all heights, exactly `weight x columns` places belong to each node.
  @Property(tries = 200)
  void everyNodeOwnsExactlyTheAreaOfItsWeight(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 60) Integer> drawn) {
    int[] weights = drawn.stream().mapToInt(Integer::intValue).toArray();
    int sum = IntStream.of(weights).sum();
    var table = new AliasTable(FakeNodes.weights(weights).candidates());

    long[] areas = new long[weights.length];
    for (int column = 0; column < weights.length; column++) {
      for (int height = 0; height < sum; height++) {
        areas[table.draw(new Place(column, height))]++;
      }
    }

    assertThat(areas)
        .isEqualTo(
            IntStream.of(weights).mapToLong(weight -> (long) weight * drawn.size()).toArray());
    assertThat(LongStream.of(areas).sum()).isEqualTo((long) sum * weights.length);
  }

  /// Draws a column, then a height.
  private static final class Place implements RandomGenerator {
    private final int column;
    private final int height;
    private boolean columnDrawn;

    Place(int column, int height) {
      this.column = column;
      this.height = height;
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int nextInt(int bound) {
      int value = columnDrawn ? height : column;
      columnDrawn = true;
      assertThat(value).isLessThan(bound);
      return value;
    }
  }
}
