package dev.steelyard.ui.kit;

import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// Puts something on a stage of a size and in a theme, without a robot.
public final class Stages {
  private static final long PATIENCE_MILLIS = 20_000;

  private Stages() {}

  /// Runs on the JavaFX thread and waits for it.
  public static <T> T onFx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, task);
  }

  /// Makes `root` the whole content of a shown stage. JavaFX thread.
  public static Stage show(Parent root, Theme theme, double width, double height) {
    Scene scene = new Scene(root, width, height);
    theme.apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    layOut(root);
    return stage;
  }

  /// Does what the next pulse would do. JavaFX thread.
  public static void layOut(Parent root) {
    root.applyCss();
    root.layout();
  }

  /// The inks of a theme. JavaFX thread.
  public static Inks inks(Theme theme) {
    InkWell well = new InkWell();
    StackPane root = new StackPane(well);
    theme.apply(new Scene(root, 10, 10));
    root.applyCss();
    return well.inks().get();
  }
}
