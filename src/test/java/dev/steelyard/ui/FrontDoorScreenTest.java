package dev.steelyard.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.frontdoor.DoorModel;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.rail.Place;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The Front door screen in the smallest window, over the real engine in virtual time, whose door
/// is none.
@ExtendWith(ApplicationExtension.class)
final class FrontDoorScreenTest {
  private static final Scenario SCENARIO = Scenes.nodes(3, 90);

  private final LiveModel live = new LiveModel(SCENARIO);
  private final Desk desk = new Desk(live, List.of(SCENARIO), scenario -> {});
  private final SteppedExperiment experiment = new SteppedExperiment(SCENARIO, () -> 0);

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Workbench screen;

  @Start
  void start(Stage stage) {
    screen = new Workbench(live, desk, new DoorModel(Runnable::run, Runnable::run));
    Scene scene = new Scene(screen, 1_024, 700);
    screen.enter(scene);
    stage.setScene(scene);
    stage.show();
    live.attach(experiment);
    desk.placeProperty().set(Place.FRONT_DOOR);
  }

  @Test
  void keysAndRailLeadFromScreenToScreen(FxRobot robot) {
    robot.type(KeyCode.L);
    assertEquals(Place.LIVE, desk.placeProperty().get());
    robot.clickOn("#rail-front-door");
    assertEquals(Place.FRONT_DOOR, desk.placeProperty().get());
    robot.clickOn("#rail-front-door");
    assertEquals(Place.FRONT_DOOR, desk.placeProperty().get());
    robot.type(KeyCode.DIGIT1, KeyCode.K);
    assertEquals("", live.selectedProperty().get());
    assertEquals(List.of(), experiment.commands());
  }

  @Test
  void routeIsAddedWrittenAndApplied(FxRobot robot) {
    robot.clickOn("#add-route");
    robot.interact(() -> robot.lookup("#route-path").queryAs(TextField.class).setText("api"));
    robot.clickOn("#apply-route");
    assertEquals("/*", live.gateway().now().getValue().routes().getFirst().path().orElseThrow());
    Labeled message =
        robot
            .from(robot.lookup(".routes-pane"))
            .lookup(".setting-message")
            .match(Labeled::isVisible)
            .queryLabeled();
    assertFalse(message.getText().isEmpty());

    robot.interact(() -> robot.lookup("#route-path").queryAs(TextField.class).setText("/api/*"));
    robot.clickOn("#apply-route");
    assertEquals(
        "/api/*", live.gateway().now().getValue().routes().getFirst().path().orElseThrow());
    assertEquals(
        live.gateway().now().getValue(), experiment.scenario().services().gateway().orElseThrow());
  }

  @Test
  void badPortSaysWhatIsAllowedAndTheDoorStaysShut(FxRobot robot) {
    robot.interact(() -> robot.lookup("#door-port").queryAs(TextField.class).setText("99999"));
    robot.clickOn("#door-switch");

    assertEquals("closed", robot.lookup("#door-state").queryLabeled().getText());
    assertTrue(
        robot
            .from(robot.lookup(".door-pane"))
            .lookup(".setting-message")
            .match(Labeled::isVisible)
            .queryLabeled()
            .getText()
            .startsWith("Whole number from 0"));
  }

  @Test
  void tableKeepsItsColumnsWhenTheWindowGrows(FxRobot robot) {
    TableView<?> requests = robot.lookup("#requests").queryAs(TableView.class);
    Window window = screen.getScene().getWindow();
    double before = window.getWidth();
    resize(robot, window, 1_440);
    resize(robot, window, 1_024);
    resize(robot, window, 1_900);
    double table = requests.getWidth();
    double columns = requests.getColumns().stream().mapToDouble(TableColumnBase::getWidth).sum();
    resize(robot, window, before); // Other tests get the same window.

    assertTrue(table > 1_200, "the window has not grown: " + table);
    assertTrue(columns <= table, columns + " in " + table);
  }

  private void resize(FxRobot robot, Window window, double width) {
    robot.interact(() -> {
      window.setWidth(width);
      screen.layout();
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void everythingIsInsideTheSmallestWindow(FxRobot robot) {
    robot.interact(() -> {
      experiment.advance(Duration.ofSeconds(1));
      screen.pulse(100_000_000);
      screen.applyCss();
      screen.layout();
    });
    for (String part :
        List.of(".rail-button", ".door-pane", "#routes", "#requests", "#add-route")) {
      for (Node node : robot.lookup(part).queryAll()) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        assertTrue(bounds.getMinX() >= 0 && bounds.getMaxX() <= 1_024, part + " " + bounds);
        assertTrue(bounds.getMinY() >= 0 && bounds.getMaxY() <= 700, part + " " + bounds);
      }
    }
  }
}
