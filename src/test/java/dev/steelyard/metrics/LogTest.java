package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 1_000, Log.MOST_ENTRIES})
  void linesStandInTheOrderInWhichTheyCame(int count) {
    Log log = first(count);

    assertThat(numbers(log)).isEqualTo(IntStream.range(0, count).boxed().toList());
    assertThat(log.dropped()).isZero();
  }

  @Test
  void olderHalfIsDroppedAtTheBoundAndCounted() {
    Log log = first(Log.MOST_ENTRIES + 1);

    assertThat(log.dropped()).isEqualTo(5_000);
    assertThat(numbers(log)).isEqualTo(IntStream.rangeClosed(5_000, 10_000).boxed().toList());
  }

  @Test
  void lineKeepsItsNumberInTheWholeRun() {
    Log log = Log.EMPTY;
    for (int i = 0; i < 5 * Log.MOST_ENTRIES; i++) {
      log = log.plus(entry(i));
      assertThat(log.size()).isLessThanOrEqualTo(Log.MOST_ENTRIES);
      assertThat(log.get(0).atNanos()).isEqualTo(log.dropped());
      assertThat(log.get(log.size() - 1).atNanos()).isEqualTo(i);
    }
  }

  @Test
  void olderViewsStayAsTheyWere() {
    Log three = first(3);
    Log full = extended(three, Log.MOST_ENTRIES);

    Log halved = full.plus(entry(Log.MOST_ENTRIES));
    extended(halved, 9_000);

    assertThat(numbers(three)).containsExactly(0, 1, 2);
    assertThat(numbers(full)).isEqualTo(IntStream.range(0, Log.MOST_ENTRIES).boxed().toList());
    assertThat(halved.size()).isEqualTo(5_001);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> three.get(3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> three.get(-1));
  }

  private static Log first(int count) {
    return extended(Log.EMPTY, count);
  }

  private static Log extended(Log from, int size) {
    Log log = from;
    for (int i = from.size(); i < size; i++) {
      log = log.plus(entry(i));
    }
    return log;
  }

  private static List<Integer> numbers(Log log) {
    return IntStream.range(0, log.size()).map(i -> (int) log.get(i).atNanos()).boxed().toList();
  }

  private static LogEntry entry(int number) {
    return new LogEntry(number, LogEntry.Kind.RUN, Optional.empty(), "line " + number);
  }
}
