package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.InkWell;
import dev.steelyard.ui.kit.Inks;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A chart in a panel: title, unit and headline above a canvas, and the cross-hair over it.
///
/// Paints in its layout pass, so at most once a pulse, and only after something changed.
final class ChartPane extends Region {
  private static final double HEADER = 20;
  private static final long STEP_NANOS = 1_000_000_000L;

  private final Chart chart;
  private final ChartsModel model;
  private final InkWell inkWell = new InkWell();
  private final Canvas canvas = new Canvas();
  private final Region crossHair = new Region();
  private final Label headline = new Label();
  private final HBox header;
  private @Nullable Sheet sheet;
  private double pointerX = Double.NaN;
  private double pointerY = Double.NaN;

  /// @param extras controls at the right end of the header
  ChartPane(Chart chart, ChartsModel model, Node... extras) {
    this.chart = chart;
    this.model = model;
    getStyleClass().addAll("panel", "chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    header = header(extras);
    crossHair.getStyleClass().add("cross-hair");
    crossHair.setManaged(false);
    crossHair.setMouseTransparent(true);
    crossHair.setVisible(false);
    canvas.setManaged(false);
    getChildren().addAll(inkWell, header, canvas, crossHair);

    inkWell.inks().addListener(inks -> forgetSheet());
    model.viewProperty().subscribe(this::requestLayout);
    model.crossHairProperty().subscribe(this::requestLayout);
    canvas.setOnMouseMoved(this::pointerMoved);
    canvas.setOnMouseDragged(this::pointerMoved);
    canvas.setOnMouseExited(left -> pointerLeft());
    setOnMousePressed(press -> requestFocus());
    setOnKeyPressed(this::keyPressed);
  }

  Chart chart() {
    return chart;
  }

  /// Whether the pointer is over the plot.
  boolean isPointedAt() {
    return !Double.isNaN(pointerX);
  }

  /// What the chart says of the moment under the cross-hair.
  List<Reading> readings(ChartView view, long atNanos) {
    Sheet current = sheet;
    if (current == null) {
      return List.of();
    }
    PlotArea area = chart.area(current, view);
    return chart.readings(view, atNanos, (pointerY - area.top()) / area.height());
  }

  /// Where the cross-hair is, from the left edge of this pane.
  double crossHairX() {
    return crossHair.getLayoutX();
  }

  /// Runs when somebody clicks twice on it.
  void onDoubleClick(Runnable action) {
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        click -> {
          if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
            action.run();
          }
        });
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = Math.max(0, getWidth() - left - snappedRightInset());
    double height = Math.max(0, getHeight() - top - snappedBottomInset() - HEADER);
    header.resizeRelocate(left, top, width, HEADER);
    canvas.relocate(left, top + HEADER);
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      sheet = null;
    }
    paint();
  }

  private void paint() {
    Sheet current = sheet;
    if (current == null) {
      Inks inks = inkWell.inks().get();
      current =
          new Sheet(canvas.getGraphicsContext2D(), canvas.getWidth(), canvas.getHeight(), inks);
      sheet = current;
    }
    ChartView view = model.viewProperty().get();
    current.clear();
    if (view == null) {
      headline.setText("");
      crossHair.setVisible(false);
      return;
    }
    chart.paint(current, view);
    headline.setText(chart.headline(view));
    setAccessibleText(chart.title() + ": " + headline.getText());
    PlotArea area = chart.area(current, view);
    followPointer(area);
    placeCrossHair(area);
  }

  /// Time flows on under a pointer that rests.
  private void followPointer(PlotArea area) {
    if (isPointedAt()) {
      model.crossHairProperty().set(Math.max(0, area.nanosAt(pointerX)));
    }
  }

  private void placeCrossHair(PlotArea area) {
    long at = model.crossHairProperty().get();
    boolean shown = at != ChartsModel.NOWHERE && area.time().contains(at) && !area.isTooSmall();
    crossHair.setVisible(shown);
    if (shown) {
      crossHair.resizeRelocate(
          canvas.getLayoutX() + Math.rint(area.x(at)),
          canvas.getLayoutY() + area.top(),
          1,
          area.height());
    }
  }

  private void pointerMoved(MouseEvent move) {
    pointerX = move.getX();
    pointerY = move.getY();
    requestLayout();
  }

  private void pointerLeft() {
    pointerX = Double.NaN;
    pointerY = Double.NaN;
    model.crossHairProperty().set(ChartsModel.NOWHERE);
  }

  private void keyPressed(KeyEvent key) {
    ChartView view = model.viewProperty().get();
    if (view == null) {
      return;
    }
    switch (key.getCode()) {
      case LEFT -> step(view, -STEP_NANOS);
      case RIGHT -> step(view, STEP_NANOS);
      default -> {
        return;
      }
    }
    key.consume();
  }

  private void step(ChartView view, long nanos) {
    long at = model.crossHairProperty().get();
    long from = at == ChartsModel.NOWHERE ? view.time().toNanos() : at;
    long least = Math.max(0, view.time().fromNanos());
    model
        .crossHairProperty()
        .set(Math.clamp(from + nanos, least, Math.max(least, view.time().toNanos())));
  }

  private void forgetSheet() {
    sheet = null;
    requestLayout();
  }

  private HBox header(Node... extras) {
    Label title = new Label(chart.title());
    title.getStyleClass().add("panel-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label unit = new Label(chart.unit());
    unit.getStyleClass().addAll("marginal", "chart-unit");
    unit.setMinWidth(0);
    headline.getStyleClass().add("chart-headline");
    headline.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox box = new HBox(title, unit, space, headline);
    box.getChildren().addAll(extras);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("chart-header");
    box.setManaged(false);
    return box;
  }
}
