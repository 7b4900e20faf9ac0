package dev.steelyard.ui.live.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.Scenes;
import dev.steelyard.ui.kit.Pixels;
import dev.steelyard.ui.kit.Stages;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.LiveScreen;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Every row of the controls at the width that they have in the window. With
/// `-Dgallery=/tmp/gallery` it leaves a picture of each state for a person to judge.
@ExtendWith(ApplicationExtension.class)
final class ControlsPaneTest {
  private static final double WIDTH = 296;
  private static final double HEIGHT = 700;

  private final Set<String> cut = new TreeSet<>();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private ControlsPane pane;

  @Start
  void start(Stage stage) {
    Scenario scenario = Scenes.nodes(5, 100);
    LiveModel live = new LiveModel(scenario);
    pane = new ControlsPane(live);
    StackPane root = new StackPane(pane);
    root.getStylesheets()
        .add(Objects.requireNonNull(LiveScreen.class.getResource("live.css")).toExternalForm());
    live.show(scenario, live.frameProperty().get());
    Stages.show(root, Theme.LIGHT, WIDTH, HEIGHT);
  }

  @Test
  void noWordIsCutWhateverIsChosen() {
    look("unfolded", () -> all(TitledPane.class).forEach(section -> section.setExpanded(true)));
    look("switched-on", () -> all(CheckBox.class).forEach(box -> box.setSelected(true)));
    for (String id : List.of("pattern", "strategy", "arrivals", "backoff", "limit", "after")) {
      ComboBox<Object> box = choice(id);
      for (Object value : List.copyOf(box.getItems())) {
        look(id + "-" + value, () -> box.setValue(value));
      }
    }
    look(
        "production",
        () ->
            all(ToggleButton.class)
                .filter(button -> button.getText().equals("Production"))
                .forEach(ToggleButton::fire));
    look("bad", () -> all(TextField.class).forEach(field -> field.setText("bad")));

    assertEquals(Set.of(), cut);
    assertTrue(all(TextField.class).filter(ControlsPaneTest::isShown).count() > 20);
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Object> choice(String id) {
    return (ComboBox<Object>) Objects.requireNonNull(pane.lookup("#choice-" + id), id);
  }

  private void look(String name, Runnable change) {
    Stages.onFx(() -> {
      change.run();
      return name;
    });
    Stages.onFx(() -> {
      for (int i = 0; i < 3; i++) {
        Stages.layOut(pane);
      }
      all(Labeled.class)
          .filter(ControlsPaneTest::isShown)
          .filter(Labeled::isTextTruncated)
          .forEach(labeled -> cut.add(labeled.getText()));
      all(Control.class).filter(ControlsPaneTest::isShown).forEach(this::checkPlace);
      String gallery = System.getProperty("gallery");
      if (gallery != null) {
        Pixels.of(pane.getContent()).save(Path.of(gallery, "controls-" + name + ".png"));
      }
      return name;
    });
  }

  /// Nothing sticks out to the right, where it could not be seen.
  private void checkPlace(Control control) {
    Bounds bounds = pane.getContent().sceneToLocal(control.localToScene(control.getLayoutBounds()));
    if (bounds.getMaxX() > pane.getViewportBounds().getWidth()) {
      cut.add(control + " ends at " + bounds.getMaxX());
    }
  }

  private static boolean isShown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private <T extends Node> Stream<T> all(Class<T> type) {
    return every(pane.getContent()).filter(type::isInstance).map(type::cast);
  }

  private static Stream<Node> every(Node node) {
    Stream<Node> below =
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(ControlsPaneTest::every)
            : Stream.empty();
    return Stream.concat(Stream.of(node), below);
  }
}
