package dev.steelyard.ui;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.frontdoor.DoorModel;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The desktop app: one window.
public final class Desktop {
  private static final double WIDTH = 1_440;
  private static final double HEIGHT = 900;
  private static final double LEAST_WIDTH = 1_024;
  private static final double LEAST_HEIGHT = 700;

  /// Below this width the controls are folded away at first.
  private static final double ROOM_FOR_CONTROLS = 1_200;

  private static final long CLOSING_SECONDS = 5;

  private Desktop() {}

  /// Opens the window with `first` running, and returns when it was closed and everything that it
  /// began has ended. To be called once, by a thread that is not the screen's.
  ///
  /// @return the exit status: 0
  /// @throws UnsupportedOperationException if there is no display to open a window on
  public static int open(Scenario first, Laboratory laboratory) {
    CountDownLatch closed = new CountDownLatch(1);
    ExecutorService background =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("laboratory").daemon().factory());
    Platform.startup(() -> show(new Stage(), first, laboratory, background, closed::countDown));
    try {
      closed.await();
      background.shutdown();
      background.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
    return 0;
  }

  /// Shows the window and only then begins to set the experiment up. On the screen's thread.
  static void show(
      Stage stage,
      Scenario first,
      Laboratory laboratory,
      ExecutorService background,
      Runnable closed) {
    LiveModel live = new LiveModel(first);
    Bench bench = new Bench(laboratory, live, background, Platform::runLater);
    Desk desk = new Desk(live, laboratory.builtIns(), bench::play);
    Workbench screen = new Workbench(live, desk, new DoorModel(background, Platform::runLater));
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    double width = Math.min(WIDTH, room.getWidth());
    double height = Math.min(HEIGHT, room.getHeight());
    desk.controlsShownProperty().set(width >= ROOM_FOR_CONTROLS);
    Scene scene = new Scene(screen, width, height);
    screen.enter(scene);
    stage.setTitle("Steelyard");
    stage.getIcons().add(AppIcon.paint());
    stage.setScene(scene);
    stage.setMinWidth(Math.min(LEAST_WIDTH, room.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, room.getHeight()));
    Pulse pulse = new Pulse(screen::pulse);
    stage.setOnHidden(event -> {
      pulse.stop();
      bench.close();
      closed.run();
    });
    stage.show();
    pulse.start();
    bench.play(first);
  }
}
