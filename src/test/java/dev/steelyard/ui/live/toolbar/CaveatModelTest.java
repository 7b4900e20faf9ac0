package dev.steelyard.ui.live.toolbar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import org.junit.jupiter.api.Test;

class CaveatModelTest {
  private final CaveatModel model = new CaveatModel();

  @Test
  void lagIsToldFromTwentyMillisecondsOn() {
    late(1, 20);
    assertEquals(Caveat.NONE, model.caveatProperty().get());

    late(2, 35);
    assertEquals(
        new Caveat(
            "35 ms late",
            "This machine cannot keep up: requests start 35 ms late. Lower the rate."),
        model.caveatProperty().get());
  }

  @Test
  void whatWasToldStaysThreeSecondsAfterTheLastLateFrame() {
    late(1, 35);
    late(3, 50);
    late(5.9, 0);
    assertEquals("50 ms late", words());

    late(6, 0);
    assertEquals("", words());
  }

  @Test
  void numberChangesOnceASecondAndThenIsTheWorstSince() {
    late(1, 35);
    late(1.5, 90);
    assertEquals("35 ms late", words());

    late(2, 40);
    assertEquals("90 ms late", words());

    late(3, 30);
    assertEquals("30 ms late", words());
  }

  @Test
  void anotherRunBeginsWithoutTheOldOnesLag() {
    late(9, 35);
    late(0, 0);
    assertEquals("", words());
  }

  @Test
  void booksThatDoNotBalanceAreToldFirst() {
    Books wrong = new Books(10, 5, 3, 1, 10, 10, 0, 0, 0);
    update(1, 35, wrong);
    assertEquals("counts differ", words());

    update(2, 0, Books.EMPTY);
    assertEquals("", words());
  }

  private String words() {
    return model.caveatProperty().get().words();
  }

  private void late(double seconds, long millis) {
    update(seconds, millis, Books.EMPTY);
  }

  private void update(double seconds, long lagMillis, Books books) {
    Frame frame = Frames.of(Frames.point(seconds, 1));
    model.update(
        new Frame(
            frame.atNanos(),
            books,
            frame.lastSecond(),
            frame.lastTen(),
            frame.run(),
            frame.nodes(),
            frame.panic(),
            lagMillis * 1_000_000,
            frame.history(),
            frame.log()));
  }
}
