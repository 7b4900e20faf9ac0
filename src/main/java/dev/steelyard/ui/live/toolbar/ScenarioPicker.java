package dev.steelyard.ui.live.toolbar;

import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.live.Desk;
import dev.steelyard.ui.live.LiveModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The scenario that is played, and in its popup all that can be, each with what to look for.
final class ScenarioPicker extends ComboBox<Scenario> {
  private static final double TEXT_WIDTH = 400;
  private static final int ROWS = 6;

  private boolean following;

  ScenarioPicker(LiveModel live, Desk desk) {
    setId("scenario");
    getStyleClass().add("scenario-picker");
    setAccessibleText("Scenario");
    setTooltip(new Tooltip("What is played"));
    setVisibleRowCount(ROWS);
    setButtonCell(new TitleCell());
    setCellFactory(list -> new StoryCell());
    live.scenarioProperty()
        .subscribe(played -> {
          following = true;
          getItems().setAll(offered(desk.scenarios(), played));
          setValue(played);
          following = false;
        });
    setOnAction(event -> {
      Scenario picked = getValue();
      if (!following && picked != null && !picked.equals(live.scenarioProperty().get())) {
        desk.play(picked);
      }
    });
  }

  /// The built-in ones, and before them the played one if it is none of these.
  private static List<Scenario> offered(List<Scenario> builtIns, Scenario played) {
    List<Scenario> all = new ArrayList<>(builtIns);
    if (!all.contains(played)) {
      all.addFirst(played);
    }
    return all;
  }

  private static final class TitleCell extends ListCell<Scenario> {
    @Override
    protected void updateItem(@Nullable Scenario scenario, boolean empty) {
      super.updateItem(scenario, empty);
      setText(scenario == null ? "" : scenario.title());
    }
  }

  private static final class StoryCell extends ListCell<Scenario> {
    private final Label title = new Label();
    private final Label story = new Label();
    private final VBox both = new VBox(title, story);

    StoryCell() {
      title.getStyleClass().add("panel-title");
      story.getStyleClass().add("caption");
      story.setWrapText(true);
      story.setPrefWidth(TEXT_WIDTH);
      story.setMinHeight(USE_PREF_SIZE);
      both.getStyleClass().add("story");
    }

    @Override
    protected void updateItem(@Nullable Scenario scenario, boolean empty) {
      super.updateItem(scenario, empty);
      if (scenario == null) {
        setGraphic(null);
        return;
      }
      title.setText(scenario.title());
      story.setText(scenario.description());
      setGraphic(both);
    }
  }
}
