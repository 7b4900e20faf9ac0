package dev.steelyard.ui.frontdoor;

import dev.steelyard.metrics.DoorRequests;
import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/// The switch of the door and what is to be seen of it.
///
/// The switch is a wish: when another experiment takes the place of this one, its door is opened as
/// the door of this one was. Lives on the screen's thread; doors are opened elsewhere.
public final class DoorModel {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{1,253}");
  private static final long RATE_NANOS = 1_000_000_000L;

  final Entry<String> host = new Entry<>(DoorModel::checkedHost);
  final Entry<Integer> port = new Entry<>(DoorModel::checkedPort);

  private final Executor background;
  private final Executor screen;
  private final BooleanProperty nodeHeaders =
      new SimpleBooleanProperty(this, "nodeHeaders", DoorSettings.DEFAULTS.nodeHeaders());
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.ABSENT);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<DoorStatus>> status =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyDoubleWrapper perSecond = new ReadOnlyDoubleWrapper();
  private Optional<Doorway> doorway = Optional.empty();
  private Optional<DoorSettings> wish = Optional.empty();
  private int turn;
  private long rateNanos;
  private long rateSeen;

  /// How far the door is.
  enum State {
    /// There is no experiment that could have a door.
    ABSENT,
    CLOSED,
    OPENING,
    OPEN,
    /// It could not be opened.
    FAILED
  }

  /// @param background runs one task after the other, off the screen's thread
  /// @param screen runs tasks on the screen's thread
  public DoorModel(Executor background, Executor screen) {
    this.background = background;
    this.screen = screen;
    host.show(DoorSettings.DEFAULT_HOST);
    port.show(String.valueOf(DoorSettings.DEFAULT_PORT));
    host.textProperty().subscribe(typed -> forgive());
    port.textProperty().subscribe(typed -> forgive());
  }

  /// Another experiment runs, or none.
  public void attach(Optional<Doorway> running) {
    turn++;
    doorway = running;
    problem.set("");
    forget();
    state.set(running.isEmpty() ? State.ABSENT : State.CLOSED);
    if (running.isPresent()) {
      wish.ifPresent(this::open);
    }
  }

  /// Opens the door, or closes it.
  void toggle() {
    switch (state.get()) {
      case ABSENT, OPENING -> {}
      case CLOSED, FAILED -> {
        host.check();
        port.check();
        if (host.isFine() && port.isFine()) {
          DoorSettings settings = new DoorSettings(host.value(), port.value(), nodeHeaders.get());
          wish = Optional.of(settings);
          open(settings);
        }
      }
      case OPEN -> {
        wish = Optional.empty();
        turn++;
        state.set(State.CLOSED);
        forget();
        doorway.ifPresent(door -> background.execute(door::close));
      }
    }
  }

  /// Takes over what there is to see. To be called once for each picture that the screen paints.
  ///
  /// @param nanos since the call before
  public void pulse(long nanos) {
    if (state.get() != State.OPEN || doorway.isEmpty()) {
      return;
    }
    Optional<DoorStatus> now = doorway.get().status();
    now.ifPresent(open -> count(open, nanos));
    if (!now.equals(status.get())) {
      status.set(now);
    }
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Why it could not be opened; empty if nothing is the matter.
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Whether answers tell their node; heeded when the door is opened.
  BooleanProperty nodeHeadersProperty() {
    return nodeHeaders;
  }

  /// What there is to say of an open door.
  ReadOnlyObjectProperty<Optional<DoorStatus>> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /// How many requests ended in the last second.
  ReadOnlyDoubleProperty perSecondProperty() {
    return perSecond.getReadOnlyProperty();
  }

  /// Says that the list is a sample, if it is one; else empty.
  ObservableValue<String> sampleWords() {
    return perSecond.map(rate ->
        rate.doubleValue() > DoorRequests.MOST_PER_SECOND
            ? "a sample: at most " + DoorRequests.MOST_PER_SECOND + " a second are listed"
            : "");
  }

  private void open(DoorSettings settings) {
    Doorway door = doorway.orElseThrow();
    turn++;
    int mine = turn;
    state.set(State.OPENING);
    problem.set("");
    background.execute(() -> {
      try {
        door.open(settings);
        answer(mine, () -> state.set(State.OPEN));
      } catch (IOException e) {
        answer(mine, () -> fail(settings, e));
      }
    });
  }

  private void fail(DoorSettings settings, IOException e) {
    wish = Optional.empty();
    state.set(State.FAILED);
    String why = e.getMessage() == null ? "for no stated reason" : e.getMessage();
    problem.set(
        why.contains(String.valueOf(settings.port()))
            ? why
            : "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + why);
  }

  /// Another address is another try: what was wrong with the last one does not matter any more.
  private void forgive() {
    problem.set("");
    if (state.get() == State.FAILED) {
      state.set(State.CLOSED);
    }
  }

  private void answer(int mine, Runnable onScreen) {
    screen.execute(() -> {
      if (mine == turn) {
        onScreen.run();
      }
    });
  }

  private void forget() {
    status.set(Optional.empty());
    perSecond.set(0);
    rateNanos = 0;
    rateSeen = 0;
  }

  private void count(DoorStatus open, long nanos) {
    rateNanos += nanos;
    if (rateNanos >= RATE_NANOS) {
      perSecond.set((open.seen() - rateSeen) * (double) RATE_NANOS / rateNanos);
      rateSeen = open.seen();
      rateNanos = 0;
    }
  }

  private static String checkedHost(String text) {
    String host = text.strip();
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "A name or address of this machine, as 127.0.0.1; 0.0.0.0 for everybody in the network");
    }
    return host;
  }

  private static int checkedPort(String text) {
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number that is no port.
    }
    throw new IllegalArgumentException("Whole number from 0 to 65,535; 0 takes a free port");
  }
}
