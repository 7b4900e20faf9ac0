package dev.steelyard.ui.live.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.SampleRun;
import dev.steelyard.metrics.Window;
import dev.steelyard.ui.kit.Figure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesModelTest {
  private final TilesModel model = new TilesModel();

  @Test
  void everythingIsNoDataBeforeAnythingHappened() {
    model.update(Frames.of());

    for (TileKind kind : TileKind.values()) {
      assertEquals(Figure.NONE, tile(kind).figure(), kind.name());
      assertEquals(Level.NONE, tile(kind).level(), kind.name());
    }
  }

  @Test
  void figuresAreThoseOfTheLastTenSeconds() {
    Window ten = new Window(10, 4_120, 3_960, 40, 4_120, 494, 0, 500, Frames.latency(8, 20, 410));
    model.update(frame(ten, Books.EMPTY, 0, 1));

    assertEquals("412 req/s", tile(TileKind.REQUESTS).figure().text());
    assertEquals("99.0 %", tile(TileKind.SUCCESS).figure().text());
    assertEquals("8.0 ms", tile(TileKind.P50).figure().text());
    assertEquals("410 ms", tile(TileKind.P99).figure().text());
    assertEquals("+12 %", tile(TileKind.RETRIES).figure().text());
    assertEquals(Level.NONE, tile(TileKind.REQUESTS).level());
    assertEquals(Level.WATCH, tile(TileKind.SUCCESS).level());
    assertEquals(Level.GOOD, tile(TileKind.P50).level());
    assertEquals(Level.WATCH, tile(TileKind.P99).level());
    assertEquals(Level.WATCH, tile(TileKind.RETRIES).level());
  }

  @Test
  void missingNodesAreWorthWatching() {
    model.update(new SampleRun(5, 100).at(10));
    assertEquals("4/5 up", tile(TileKind.NODES).figure().text());
    assertEquals(Level.WATCH, tile(TileKind.NODES).level());

    model.update(new SampleRun(2, 100).at(10));
    assertEquals("1/2 up", tile(TileKind.NODES).figure().text());
    assertEquals(Level.BAD, tile(TileKind.NODES).level());
  }

  @Test
  void sameFrameChangesNothing() {
    Frame frame = new SampleRun(5, 100).at(3);
    model.update(frame);
    Tile before = tile(TileKind.P99);
    model.update(frame);
    assertSame(before, tile(TileKind.P99));

    model.update(new SampleRun(5, 100).at(3.1));
    assertNotSame(before, tile(TileKind.P99));
  }

  @Test
  void lineKeepsTheWorstOfEachSecond() {
    Point[] points =
        IntStream.rangeClosed(1, 900)
            .mapToObj(i -> Frames.point(i / 10.0, i == 555 ? 999 : 10))
            .toArray(Point[]::new);
    Frame frame = Frames.of(points);

    List<Double> line = LastMinute.of(frame.history(), frame.atNanos(), TileKind.REQUESTS);

    assertEquals(60, line.size());
    assertEquals(999, line.get(25)); // 55.5 s lies between 30 + 25 and 30 + 26.
    assertEquals(59, line.stream().filter(value -> value == 10).count());
  }

  @Test
  void youngRunLeavesTheLeftOfTheLineEmpty() {
    Frame frame = Frames.of(Frames.point(1, 7));

    List<Double> line = LastMinute.of(frame.history(), frame.atNanos(), TileKind.REQUESTS);

    assertEquals(7, line.getLast());
    assertTrue(line.getFirst().isNaN());
  }

  @ParameterizedTest
  @CsvSource({"0.04,GOOD", "0.05,WATCH", "0.2,BAD", "9,BAD", "NaN,NONE"})
  void levelsOfWhatShouldBeLow(double value, Level level) {
    assertEquals(level, new Limits(0.05, 0.2).of(value));
  }

  @ParameterizedTest
  @CsvSource({"1,GOOD", "0.99,WATCH", "0.96,WATCH", "0.95,BAD", "0,BAD"})
  void levelsOfWhatShouldBeHigh(double value, Level level) {
    assertEquals(level, new Limits(0.99, 0.95).of(value));
  }

  @Test
  void limitsMustDiffer() {
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1));
  }

  private Tile tile(TileKind kind) {
    return model.tileProperty(kind).get();
  }

  private static Frame frame(Window ten, Books books, long lagNanos, double seconds) {
    Frame frame = Frames.of(Frames.point(seconds, 1));
    return new Frame(
        frame.atNanos(),
        books,
        ten,
        ten,
        ten,
        frame.nodes(),
        frame.panic(),
        lagNanos,
        frame.history(),
        frame.log());
  }
}
