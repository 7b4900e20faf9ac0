package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Point.NodePoint;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  @Test
  void emptyHistoryHasNoPoint() {
    assertThat(History.EMPTY.size()).isZero();
    assertThat(History.EMPTY.indexAt(0)).isZero();
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> History.EMPTY.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 128, 1_000, History.MOST_POINTS})
  void pointsStandInTheOrderInWhichTheyCame(int count) {
    History history = first(count);

    assertThat(times(history))
        .isEqualTo(LongStream.range(0, count).map(i -> 10 * i).boxed().toList());
  }

  @Test
  void olderViewsStayAsTheyWere() {
    History ten = first(10);
    History full = extended(ten, History.MOST_POINTS);
    assertThat(times(ten)).isEqualTo(LongStream.range(0, 10).map(i -> 10 * i).boxed().toList());

    History halved = full.plus(point(10L * History.MOST_POINTS));

    assertThat(halved.size()).isLessThan(full.size());
    assertThat(times(full))
        .isEqualTo(LongStream.range(0, History.MOST_POINTS).map(i -> 10 * i).boxed().toList());
  }

  @Test
  void viewDoesNotShowWhatCameAfterIt() {
    History ten = first(10);
    History eleven = ten.plus(point(100));

    assertThat(eleven.get(10).atNanos()).isEqualTo(100);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ten.get(10));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ten.get(-1));
    assertThat(ten.indexAt(100)).isEqualTo(10);
  }

  @Test
  void viewsShareTheirPoints() {
    History ten = first(10);

    assertThat(ten.plus(point(100)).get(3)).isSameAs(ten.get(3));
  }

  @Test
  void everySecondPointIsDroppedAtTheBoundAndTheNewestStays() {
    History halved = first(History.MOST_POINTS + 1);

    List<Long> times = times(halved);
    assertThat(times).hasSize(History.MOST_POINTS / 2 + 1);
    assertThat(times).startsWith(10L, 30L, 50L, 70L);
    assertThat(times).endsWith(359_970L, 359_990L, 360_000L);
    assertThat(times).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void neverMoreThanTheBoundIsKeptHoweverLongTheRun() {
    History history = History.EMPTY;
    for (int i = 0; i < 4 * History.MOST_POINTS; i++) {
      history = history.plus(point(10L * i));
      assertThat(history.size())
          .isBetween(Math.min(i + 1, History.MOST_POINTS / 2), History.MOST_POINTS);
      assertThat(history.get(history.size() - 1).atNanos()).isEqualTo(10L * i);
    }
    assertThat(times(history)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ofAThousandNodesFewerPointsAreKept() {
    var node = new NodePoint(0, 0, 0, 0, NodeState.UP, Truth.HEALTHY);
    List<NodePoint> nodes = Collections.nCopies(1_000, node);
    int most = History.MOST_NODE_POINTS / nodes.size();
    History history = History.EMPTY;
    for (int i = 0; i < 3 * most; i++) {
      history = history.plus(new Point(i, 0, 0, 0, 0, 0, 0, Latency.NONE, nodes));
      assertThat(history.size()).isLessThanOrEqualTo(most);
    }
    assertThat(history.get(history.size() - 1).atNanos()).isEqualTo(3 * most - 1);
  }

  /// The points are at 0, 10, 20, 30 and 40.
  @ParameterizedTest
  @CsvSource({"-5, 0", "0, 0", "1, 1", "10, 1", "11, 2", "39, 4", "40, 4", "41, 5", "999, 5"})
  void firstPointAtOrAfterATimeIsFound(long atNanos, int index) {
    assertThat(first(5).indexAt(atNanos)).isEqualTo(index);
  }

  private static History first(int count) {
    return extended(History.EMPTY, count);
  }

  private static History extended(History from, int size) {
    History history = from;
    for (int i = from.size(); i < size; i++) {
      history = history.plus(point(10L * i));
    }
    return history;
  }

  private static List<Long> times(History history) {
    return LongStream.range(0, history.size())
        .map(i -> history.get((int) i).atNanos())
        .boxed()
        .toList();
  }

  private static Point point(long atNanos) {
    return new Point(atNanos, 0, 0, 0, 0, 0, 0, Latency.NONE, List.of());
  }
}
