package dev.steelyard.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.metrics.Frame;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.Shape;
import dev.steelyard.ui.frontdoor.DoorModel;
import dev.steelyard.ui.kit.Theme;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import dev.steelyard.ui.live.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The whole screen over the real engine in virtual time. Nothing moves unless a test says so.
@ExtendWith(ApplicationExtension.class)
final class WorkbenchTest {
  private static final Scenario SCENARIO = Scenes.nodes(3, 90);

  private final List<SteppedExperiment> opened = new ArrayList<>();
  private final LiveModel live = new LiveModel(SCENARIO);
  private final Desk desk = new Desk(live, List.of(SCENARIO, Scenes.nodes(5, 300)), this::play);

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Workbench screen;

  @Start
  void start(Stage stage) {
    screen = new Workbench(live, desk, new DoorModel(Runnable::run, Runnable::run));
    Scene scene = new Scene(screen, 1_440, 900);
    screen.enter(scene);
    stage.setScene(scene);
    stage.show();
    play(SCENARIO);
  }

  @Test
  void strategyChangesAtOnce(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    ComboBox<StrategyType> box = robot.lookup("#choice-strategy").queryComboBox();
    robot.interact(() -> box.setValue(StrategyType.POWER_OF_TWO));

    assertEquals(StrategyType.POWER_OF_TWO, experiment().scenario().balancer().strategy().type());
    assertTrue(robot.lookup("#field-choices").queryAs(TextField.class).isVisible());
  }

  @Test
  void closedArrivalsAskForUsersAndThinkTime(FxRobot robot) {
    ComboBox<Object> box = robot.lookup("#choice-arrivals").queryComboBox();
    robot.interact(() -> box.setValue(box.getItems().getLast()));
    type(robot, "#field-users", "7");
    robot.clickOn("#field-mean-think").push(KeyCode.CONTROL, KeyCode.A).write("50 ms");
    robot.type(KeyCode.ENTER);

    assertEquals(
        new Arrivals.Closed(7, new Distribution.Exponential(Duration.ofMillis(50))),
        experiment().scenario().traffic().arrivals());
  }

  @Test
  void badRateSaysWhatIsAllowedAndChangesNothing(FxRobot robot) {
    type(robot, "#field-rate", "many");

    assertEquals(List.of(), experiment().commands());
    Labeled message = robot.lookup(".setting-message").match(Labeled::isVisible).queryLabeled();
    assertEquals("Number from 0 to 1,000,000", message.getText());
  }

  @Test
  void rateIsAppliedWithEnterAndResetBringsTheScenariosBack(FxRobot robot) {
    type(robot, "#field-rate", "120");
    assertEquals(new Shape.Steady(120), experiment().scenario().traffic().shape());

    robot.clickOn(
        robot
            .lookup(".reset-setting")
            .match((Button button) -> "Reset rate".equals(button.getAccessibleText()))
            .queryButton());
    assertEquals(new Shape.Steady(90), experiment().scenario().traffic().shape());
  }

  @Test
  void killButtonHurtsTheNodeAndSaysSoOnTheCard(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    robot.clickOn("#b-refuse");
    assertEquals(List.of("inject b refuses connections"), experiment().commands());
    assertTrue(robot.lookup("#b-refuse").queryAs(ToggleButton.class).isSelected());

    advance(robot, Duration.ofMillis(1_500));
    assertTrue(
        robot
            .from(robot.lookup("#card-b"))
            .lookup(".truth")
            .queryLabeled()
            .getText()
            .contains("refuses connections"));
    assertEquals(
        "seen: down",
        robot.from(robot.lookup("#card-b")).lookup(".belief").queryLabeled().getText());
    robot.clickOn("#mend-all");
    assertEquals("clear b refuse", experiment().commands().getLast());
  }

  @Test
  void keysSelectAndKillANode(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    robot.type(KeyCode.DIGIT3, KeyCode.K);
    assertEquals("c", live.selectedProperty().get());
    assertEquals(List.of("inject c refuses connections"), experiment().commands());

    advance(robot, Duration.ofMillis(200));
    robot.type(KeyCode.K);
    assertEquals("clear c refuse", experiment().commands().getLast());
    robot.type(KeyCode.ESCAPE);
    assertEquals("", live.selectedProperty().get());
  }

  @Test
  void keysDoNothingWhileSomebodyTypes(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    robot.clickOn("#field-rate");
    robot.type(KeyCode.DIGIT1, KeyCode.K, KeyCode.R, KeyCode.SPACE);

    assertEquals(List.of(), experiment().commands());
    assertEquals(1, opened.size());
  }

  @Test
  void spacePausesEvenAfterAnotherButtonWasClicked(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    robot.clickOn("#a-slow");
    robot.type(KeyCode.SPACE);
    assertEquals("pause", experiment().commands().getLast());
    assertEquals("Run", robot.lookup("#run").queryButton().getText());

    robot.clickOn("#run");
    assertEquals("resume", experiment().commands().getLast());
    assertFalse(live.pausedProperty().get());
  }

  @Test
  void resetStartsTheScenarioAgain(FxRobot robot) {
    advance(robot, Duration.ofSeconds(3));
    assertEquals("00:03", robot.lookup("#elapsed").queryLabeled().getText());

    robot.clickOn("#reset");
    assertEquals(2, opened.size());
    assertEquals("00:00", robot.lookup("#elapsed").queryLabeled().getText());
  }

  @Test
  void themeButtonTurnsTheLightsOff(FxRobot robot) {
    robot.clickOn("#theme");

    assertEquals(Theme.DARK, desk.themeProperty().get());
    assertTrue(screen.getStyleClass().contains(Theme.DARK.styleClass()));
  }

  @Test
  void breakdownIsToldWithAWayOut(FxRobot robot) {
    experiment().breakDown("The machine has no ports left.");
    advance(robot, Duration.ofMillis(100));

    assertTrue(
        robot
            .lookup(".banner .label")
            .queryLabeled()
            .getText()
            .startsWith("The machine has no ports left."));
    robot.clickOn("#start-again");
    assertEquals(Phase.ON, live.phaseProperty().get());
    assertFalse(robot.lookup(".banner").query().isVisible());
  }

  @Test
  void everyNodeHasACardWithItsFigures(FxRobot robot) {
    advance(robot, Duration.ofSeconds(2));

    for (String node : List.of("a", "b", "c")) {
      String rate =
          robot.from(robot.lookup("#card-" + node)).lookup(".rate").queryLabeled().getText();
      assertNotEquals("0/s", rate);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, true", "3, false", "5, true", "12, true", "40, true", "40, false"})
  void everythingIsWholeInTheSmallestWindow(int nodes, boolean controls, FxRobot robot) {
    robot.interact(() -> {
      Window window = screen.getScene().getWindow();
      window.setWidth(window.getWidth() + 1_024 - screen.getWidth());
      window.setHeight(window.getHeight() + 700 - screen.getHeight());
      desk.controlsShownProperty().set(controls);
      play(Scenes.nodes(nodes, 90));
    });
    advance(robot, Duration.ofSeconds(1));
    advance(robot, Duration.ofSeconds(1));
    robot.interact(() -> {
      screen.applyCss();
      screen.layout();
    });

    assertEquals(1_024, screen.getWidth());
    for (Node node : robot.from(robot.lookup("#card-b")).lookup(".label").queryAll()) {
      Label label = (Label) node;
      assertTrue(label.getWidth() + 0.5 >= label.prefWidth(-1), label + " is cut off");
    }
    for (String edge :
        List.of("#b-options", "#b-refuse", "#card-b", ".tile", "#help", ".rail-button")) {
      for (Node node : robot.lookup(edge).queryAll()) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        assertTrue(bounds.getMinX() >= 0 && bounds.getMaxX() <= 1_024, edge + " " + bounds);
      }
    }
    assertTrue(robot.lookup(".flow").queryAs(Region.class).getWidth() >= 240);
    Node rail = robot.lookup(".rail").query();
    assertEquals(controls ? 0 : 65, screen.getWidth() - widthWithout(rail));
    for (String titles : List.of(".tile-title", ".hero .panel-title", "#sample")) {
      for (Node title : robot.lookup(titles).queryAll()) {
        Label label = (Label) title;
        assertTrue(label.getWidth() + 0.5 >= label.prefWidth(-1), label + " is cut off");
      }
    }
  }

  @Test
  void lagIsToldInTheToolbarAndMovesNothing(FxRobot robot) {
    advance(robot, Duration.ofSeconds(1));
    Node caveat = robot.lookup("#caveat").query();
    assertFalse(caveat.isVisible());
    double top = topOf(robot.lookup(".hero").query());

    Frame now = live.frameProperty().get();
    Frame late =
        new Frame(
            now.atNanos(),
            now.books(),
            now.lastSecond(),
            now.lastTen(),
            now.run(),
            now.nodes(),
            now.panic(),
            24_000_000,
            now.history(),
            now.log());
    robot.interact(() -> {
      live.show(SCENARIO, late);
      screen.layout();
    });
    assertTrue(caveat.isVisible());
    assertEquals("24 ms late", ((Label) caveat).getText());
    assertEquals(top, topOf(robot.lookup(".hero").query()));
  }

  /// What a rail leaves of the window's width: one that lies on the controls takes nothing.
  private double widthWithout(Node rail) {
    boolean stands = rail.getLayoutBounds().getHeight() > rail.getLayoutBounds().getWidth();
    return screen.getWidth() - (stands ? rail.getLayoutBounds().getWidth() : 0);
  }

  private static double topOf(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinY();
  }

  private void play(Scenario scenario) {
    live.opening(scenario);
    SteppedExperiment fresh = new SteppedExperiment(scenario, () -> 0);
    opened.add(fresh);
    live.attach(fresh);
  }

  private SteppedExperiment experiment() {
    return opened.getLast();
  }

  private void advance(FxRobot robot, Duration time) {
    robot.interact(() -> {
      experiment().advance(time);
      screen.pulse(time.toNanos());
    });
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.doubleClickOn(field).write(text).type(KeyCode.ENTER);
  }
}
