package dev.steelyard.ui.live.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.metrics.Frames;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.LogEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LogModelTest {
  private static final LogEntry FAULT = entry(1, LogEntry.Kind.FAULT, "a", "hangs");
  private static final LogEntry HEALTH = entry(2, LogEntry.Kind.HEALTH, "a", "up to down");
  private static final LogEntry OTHER = entry(3, LogEntry.Kind.HEALTH, "b", "up to ejected");

  private final LogModel model = new LogModel();

  @Test
  void newLinesAreAddedInOneChange() {
    AtomicInteger changes = new AtomicInteger();
    model.update(Frames.log(FAULT));
    model.lines().addListener((ListChangeListener<LogEntry>) change -> changes.incrementAndGet());
    model.update(Frames.log(FAULT, HEALTH, OTHER));

    assertEquals(List.of(FAULT, HEALTH, OTHER), model.lines());
    assertEquals(1, changes.get());
  }

  @Test
  void sameLogChangesNothing() {
    Log log = Frames.log(FAULT, HEALTH);
    model.update(log);
    AtomicInteger changes = new AtomicInteger();
    model.lines().addListener((ListChangeListener<LogEntry>) change -> changes.incrementAndGet());
    model.update(log);

    assertEquals(0, changes.get());
  }

  @Test
  void filtersByNodeAndKind() {
    model.setNodes(List.of("a", "b"));
    model.update(Frames.log(FAULT, HEALTH, OTHER));

    model.nodeProperty().set("a");
    assertEquals(List.of(FAULT, HEALTH), model.lines());
    assertTrue(model.hidesLines());

    model.kindsProperty().set(EnumSet.of(LogEntry.Kind.HEALTH));
    assertEquals(List.of(HEALTH), model.lines());

    model.nodeProperty().set(LogModel.ALL_NODES);
    assertEquals(List.of(HEALTH, OTHER), model.lines());

    model.kindsProperty().set(EnumSet.allOf(LogEntry.Kind.class));
    assertFalse(model.hidesLines());
  }

  @Test
  void filterOnANodeThatIsGoneLetsEverythingPass() {
    model.setNodes(List.of("a", "b"));
    model.nodeProperty().set("b");
    model.setNodes(List.of("a"));

    assertEquals(LogModel.ALL_NODES, model.nodeProperty().get());
  }

  @Test
  void filterStaysWhenItsNodeStays() {
    model.setNodes(List.of("a", "b"));
    model.nodeProperty().set("b");
    model.setNodes(List.of("b", "c"));

    assertEquals("b", model.nodeProperty().get());
  }

  @Test
  void newRunBeginsAnew() {
    model.update(Frames.log(FAULT, HEALTH));
    model.update(Frames.log(OTHER));
    assertEquals(List.of(OTHER), model.lines());

    model.update(Frames.log(FAULT, HEALTH, OTHER));
    assertEquals(List.of(FAULT, HEALTH, OTHER), model.lines(), "longer, but another run");
  }

  @Test
  void dropsWhatTheLogDropped() {
    Log log = Log.EMPTY;
    for (int i = 0; i < Log.MOST_ENTRIES; i++) {
      log = Frames.plus(log, entry(i, LogEntry.Kind.RUN, "", "line " + i));
    }
    model.update(log);
    assertEquals(Log.MOST_ENTRIES, model.lines().size());

    log = Frames.plus(log, entry(20_000, LogEntry.Kind.RUN, "", "one more"));
    model.update(log);

    assertEquals(log.size(), model.lines().size());
    assertEquals(log.get(0), model.lines().getFirst());
    assertEquals("one more", model.lines().getLast().text());
  }

  private static LogEntry entry(double seconds, LogEntry.Kind kind, String node, String text) {
    return new LogEntry(
        Frames.nanos(seconds), kind, node.isEmpty() ? Optional.empty() : Optional.of(node), text);
  }
}
