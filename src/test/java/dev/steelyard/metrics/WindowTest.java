package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Latency SOME = new Latency(3, 2.0, 2, 3, 3, 3, 3);

  @Test
  void figuresFollowFromTheCounts() {
    var window = new Window(10, 100, 60, 20, 90, 45, 5, 30, SOME);

    assertThat(window.attempts()).isEqualTo(140);
    assertThat(window.perSecond(window.generated())).isEqualTo(10);
    assertThat(window.successRatio()).hasValue(0.75);
    assertThat(window.retryRatio()).hasValue(0.5);
  }

  @Test
  void emptyWindowHasRatesOfNoneAndNoRatios() {
    assertThat(Window.EMPTY.perSecond(5)).isZero();
    assertThat(Window.EMPTY.attempts()).isZero();
    assertThat(Window.EMPTY.successRatio()).isEmpty();
    assertThat(Window.EMPTY.retryRatio()).isEmpty();
    assertThat(NodeWindow.EMPTY.attemptsPerSecond()).isZero();
    assertThat(NodeWindow.EMPTY.successRatio()).isEmpty();
  }

  @Test
  void nothingButFailuresIsARatioOfNone() {
    assertThat(new Window(1, 4, 0, 4, 4, 0, 0, 4, Latency.NONE).successRatio()).hasValue(0);
    assertThat(new NodeWindow(1, 4, 0, 4, Latency.NONE).successRatio()).hasValue(0);
  }

  @Test
  void figuresOfANodeFollowFromItsCounts() {
    var window = new NodeWindow(4, 10, 6, 2, SOME);

    assertThat(window.attemptsPerSecond()).isEqualTo(2.5);
    assertThat(window.successRatio()).hasValue(0.75);
  }

  @Test
  void latencyOfNothingIsEmpty() {
    assertThat(Latency.NONE.isEmpty()).isTrue();
    assertThat(SOME.isEmpty()).isFalse();
  }

  @Test
  void booksBalanceWhenNothingIsLostOrCountedTwice() {
    assertThat(Books.EMPTY.balance()).isTrue();
    assertThat(new Books(10, 6, 3, 1, 15, 10, 4, 1, 2).balance()).isTrue();
    assertThat(new Books(11, 6, 3, 1, 15, 10, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 7, 3, 1, 15, 10, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 4, 1, 15, 10, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 3, 0, 15, 10, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 3, 1, 14, 10, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 3, 1, 15, 9, 4, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 3, 1, 15, 10, 5, 1, 2).balance()).isFalse();
    assertThat(new Books(10, 6, 3, 1, 15, 10, 4, 0, 2).balance()).isFalse();
  }
}
