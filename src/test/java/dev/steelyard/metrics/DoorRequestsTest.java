package dev.steelyard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoorRequestsTest {
  private static final long MILLI = 1_000_000;

  private final DoorRequests requests = new DoorRequests();

  private void end(long number, long nowNanos) {
    if (requests.wants(nowNanos)) {
      requests.add(
          new DoorRequest(nowNanos, "127.0.0.1", "GET", "/" + number, "a", 1, 200, 4, 1), nowNanos);
    }
  }

  @Test
  void whatComesSeldomIsAllThere() {
    for (int i = 0; i < 100; i++) {
      end(i, 100 * MILLI * i);
    }

    assertThat(requests.latest()).hasSize(100);
    assertThat(requests.seen()).isEqualTo(100);
  }

  @Test
  void aPageWithItsPicturesIsWhole() {
    for (int i = 0; i < 40; i++) {
      end(i, MILLI);
    }

    assertThat(requests.latest()).hasSize(40);
  }

  @Test
  void underLoadItIsASample() {
    for (int i = 0; i < 100_000; i++) {
      end(i, i * MILLI / 10);
    }

    assertThat(requests.seen()).isEqualTo(100_000);
    assertThat(requests.latest()).hasSize(DoorRequests.MOST_KEPT);
    assertThat(requests.latest().getFirst().atNanos())
        .isBetween(5_500 * MILLI, 6_500 * MILLI); // 200 of them in the last four seconds.
  }
}
