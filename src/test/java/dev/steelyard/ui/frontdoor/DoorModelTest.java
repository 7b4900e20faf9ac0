package dev.steelyard.ui.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorModelTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final DoorModel model = new DoorModel(background::add, Runnable::run);

  @Test
  void withoutAnExperimentThereIsNoDoor() {
    model.toggle();

    assertEquals(DoorModel.State.ABSENT, model.stateProperty().get());
  }

  @Test
  void doorIsOpenedElsewhereAndClosedAgain() {
    Fake fake = new Fake();
    model.attach(Optional.of(fake));
    model.toggle();
    assertEquals(DoorModel.State.OPENING, model.stateProperty().get());
    assertEquals(List.of(), fake.asked);

    runAll();
    assertEquals(DoorModel.State.OPEN, model.stateProperty().get());
    assertEquals(List.of("open 127.0.0.1:8080 true"), fake.asked);

    model.toggle();
    runAll();
    assertEquals(DoorModel.State.CLOSED, model.stateProperty().get());
    assertEquals("close", fake.asked.getLast());
  }

  @Test
  void badFieldsOpenNothing() {
    Fake fake = new Fake();
    model.attach(Optional.of(fake));
    model.port.textProperty().set("70000");
    model.host.textProperty().set("not a host");
    model.toggle();
    runAll();

    assertEquals(List.of(), fake.asked);
    assertEquals(DoorModel.State.CLOSED, model.stateProperty().get());
    assertEquals(
        "Whole number from 0 to 65,535; 0 takes a free port", model.port.messageProperty().get());
    assertFalse(model.host.isFine());
  }

  @Test
  void portThatIsTakenIsToldAndCanBeTriedAgain() {
    Fake fake = new Fake();
    fake.problem = Optional.of("port 8080 is taken");
    model.attach(Optional.of(fake));
    model.toggle();
    runAll();
    assertEquals(DoorModel.State.FAILED, model.stateProperty().get());
    assertEquals("port 8080 is taken", model.problemProperty().get());

    fake.problem = Optional.empty();
    model.port.textProperty().set("8081");
    assertEquals(DoorModel.State.CLOSED, model.stateProperty().get());
    assertEquals("", model.problemProperty().get());
    model.toggle();
    runAll();
    assertEquals(DoorModel.State.OPEN, model.stateProperty().get());
    assertEquals("", model.problemProperty().get());
  }

  @Test
  void openDoorIsOpenedAgainForTheNextExperiment() {
    model.attach(Optional.of(new Fake()));
    model.nodeHeadersProperty().set(false);
    model.toggle();
    runAll();
    model.attach(Optional.empty());
    assertEquals(DoorModel.State.ABSENT, model.stateProperty().get());

    Fake next = new Fake();
    model.attach(Optional.of(next));
    runAll();
    assertEquals(List.of("open 127.0.0.1:8080 false"), next.asked);
    assertEquals(DoorModel.State.OPEN, model.stateProperty().get());
  }

  @Test
  void answerThatComesAfterTheExperimentIsGoneIsNotHeeded() {
    model.attach(Optional.of(new Fake()));
    model.toggle();
    model.attach(Optional.empty());
    runAll();

    assertEquals(DoorModel.State.ABSENT, model.stateProperty().get());
  }

  @Test
  void rateIsThatOfTheLastSecondAndTellsWhenTheListIsASample() {
    Fake fake = new Fake();
    model.attach(Optional.of(fake));
    model.toggle();
    runAll();
    assertEquals("", model.sampleWords().getValue());

    fake.seen = 300;
    model.pulse(500_000_000);
    model.pulse(1_000_000_000);

    assertEquals(200, model.perSecondProperty().get());
    assertTrue(model.sampleWords().getValue().startsWith("a sample: at most 50"));
    assertEquals(300, model.statusProperty().get().orElseThrow().seen());
  }

  @Test
  void onlyLoopbackIsForThisMachineAlone() {
    assertTrue(DoorPane.isLoopback("127.0.0.1"));
    assertTrue(DoorPane.isLoopback("localhost"));
    assertFalse(DoorPane.isLoopback("0.0.0.0"));
    assertFalse(DoorPane.isLoopback("192.168.1.2"));
  }

  private void runAll() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static final class Fake implements Doorway {
    private final List<String> asked = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private long seen;

    @Override
    public void open(DoorSettings settings) throws IOException {
      asked.add("open " + settings.host() + ":" + settings.port() + " " + settings.nodeHeaders());
      if (problem.isPresent()) {
        throw new IOException(problem.get());
      }
    }

    @Override
    public void close() {
      asked.add("close");
    }

    @Override
    public Optional<DoorStatus> status() {
      return Optional.of(new DoorStatus("127.0.0.1", 8080, 1, 0, seen, List.of()));
    }
  }
}
