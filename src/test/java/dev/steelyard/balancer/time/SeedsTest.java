package dev.steelyard.balancer.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedsTest {
  @Test
  void sameNameGivesTheSameNumbersAgain() {
    var seeds = new Seeds(42);

    assertThat(first(100, seeds.stream("pick"))).isEqualTo(first(100, seeds.stream("pick")));
    assertThat(first(100, seeds.stream("pick")))
        .isEqualTo(first(100, new Seeds(42).stream("pick")));
  }

  @Test
  void newConsumerShiftsNoOther() {
    var seeds = new Seeds(42);
    var alone = first(100, seeds.stream("pick"));

    RandomGenerator pick = seeds.stream("pick");
    RandomGenerator other = seeds.stream("other");
    List<Long> together = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      other.nextLong();
      together.add(pick.nextLong());
    }

    assertThat(together).isEqualTo(alone);
  }

  @Test
  void namesAndRootsThatDifferLittleGiveUnrelatedStreams() {
    Set<Long> seen = new HashSet<>();
    for (long root = -50; root < 50; root++) {
      for (String name : List.of("", "a", "b", "ab", "ba", "node-1", "node-2")) {
        seen.addAll(first(10, new Seeds(root).stream(name)));
      }
    }

    assertThat(seen).as("100 roots, 7 names, 10 numbers each").hasSize(100 * 7 * 10);
  }

  @Test
  void branchHasStreamsOfItsOwn() {
    var seeds = new Seeds(42);
    Set<Long> seen = new HashSet<>(first(10, seeds.stream("strategy")));
    for (int i = 2; i <= 100; i++) {
      seen.addAll(first(10, seeds.branch("balancer-" + i).stream("strategy")));
      seen.addAll(first(10, seeds.branch("balancer-" + i).stream("retry")));
    }

    assertThat(seen).hasSize(10 + 99 * 2 * 10);
    assertThat(seeds.branch("a")).isEqualTo(new Seeds(42).branch("a"));
  }

  /// Computed apart from this program: FNV-1a of the name, mixed, with the mixed root, as the seed
  /// of a SplitMix64 generator. Should they ever change, every run that somebody keeps by its seed
  /// changes as well.
  @ParameterizedTest
  @CsvSource({
    "42, pick,  5472334248509091456,   -51123374782429572, -3991204657941471553",
    "42, work,  7148986625614951246,  8546108979047788368, -4415022865198739538",
    " 0,   '', -7518785010951293509,  5187250411472715853,  2753747110900798837",
    "-1, pick, -3645627851098983618,  7674629832228993509, -8453358683212106472"
  })
  void numbersStayTheSameInEveryVersion(long root, String name, long one, long two, long three) {
    assertThat(first(3, new Seeds(root).stream(name))).containsExactly(one, two, three);
  }

  private static List<Long> first(int count, RandomGenerator random) {
    return LongStream.generate(random::nextLong).limit(count).boxed().toList();
  }
}
