package dev.steelyard.ui.live.charts;

import dev.steelyard.ui.kit.InkWell;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
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
  private static final PseudoClass AT_MOMENT = PseudoClass.getPseudoClass("at-moment");
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
  private boolean stale = true;
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
    model.viewProperty().subscribe(this::repaint);
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
    return plot().map(area -> chart.readings(view, atNanos, area, pointerY)).orElse(List.of());
  }

  /// Where a moment is, from the left edge of this pane.
  double xOf(long atNanos) {
    return canvas.getLayoutX() + plot().map(area -> area.x(atNanos)).orElse(0.0);
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
      current =
          new Sheet(
              canvas.getGraphicsContext2D(),
              canvas.getWidth(),
              canvas.getHeight(),
              inkWell.inks().get());
      sheet = current;
      stale = true;
    }
    ChartView view = model.viewProperty().get();
    if (stale) {
      stale = false;
      current.clear();
      if (view != null) {
        chart.paint(current, view);
      }
    }
    placeCrossHair();
    say(view);
  }

  /// The headline; or, in another colour, the values under the cross-hair.
  private void say(@Nullable ChartView view) {
    long at = model.crossHairProperty().get();
    boolean now = view == null || !crossHair.isVisible();
    String words = view == null ? "" : now ? chart.headline(view) : chart.momentLine(view, at);
    headline.setText(words);
    headline.pseudoClassStateChanged(AT_MOMENT, !now);
    setAccessibleText(chart.title() + ": " + words);
  }

  /// Time flows on under a pointer that rests.
  private void followPointer() {
    if (isPointedAt()) {
      plot().ifPresent(area -> model.crossHairProperty().set(Math.max(0, area.nanosAt(pointerX))));
    }
  }

  private void placeCrossHair() {
    long at = model.crossHairProperty().get();
    Optional<PlotArea> shown =
        plot()
            .filter(area -> at != ChartsModel.NOWHERE && area.time().contains(at))
            .filter(area -> !area.isTooSmall());
    crossHair.setVisible(shown.isPresent());
    shown.ifPresent(area ->
        crossHair.resizeRelocate(
            canvas.getLayoutX() + Math.rint(area.x(at)),
            canvas.getLayoutY() + area.top(),
            1,
            area.height()));
  }

  private Optional<PlotArea> plot() {
    ChartView view = model.viewProperty().get();
    Sheet current = sheet;
    return view == null || current == null
        ? Optional.empty()
        : Optional.of(chart.area(current, view));
  }

  private void pointerMoved(MouseEvent move) {
    pointerX = move.getX();
    pointerY = move.getY();
    followPointer();
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

  private void repaint() {
    stale = true;
    followPointer();
    requestLayout();
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
