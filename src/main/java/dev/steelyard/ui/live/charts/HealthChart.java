package dev.steelyard.ui.live.charts;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.LogEntry;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.ui.kit.Figures;
import dev.steelyard.ui.kit.Ink;
import dev.steelyard.ui.kit.StateMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.text.TextAlignment;

/// What is true of each node over what the balancer believes of it: the offset between the two is
/// how long it took to notice, and that time is written there.
final class HealthChart implements Chart {
  private static final double MARK = 9;
  private static final double BEFORE_MARK = 6;

  /// From the end of the plot to the word of a belief.
  static final double BEFORE_WORD = BEFORE_MARK + MARK + 5;

  /// Room for the longest word of a belief.
  private static final double RIGHT_MARGIN = 92;

  @Override
  public String title() {
    return "Health";
  }

  @Override
  public String unit() {
    return "truth over belief";
  }

  @Override
  public String headline(ChartView view) {
    List<NodeFrame> members =
        view.frame().nodes().stream().filter(node -> node.presence().member()).toList();
    long up = members.stream().filter(node -> node.belief() == NodeState.UP).count();
    int all = members.size();
    return all == 0 ? "" : up + " of " + all + " up";
  }

  @Override
  public String momentLine(ChartView view, long atNanos) {
    return "at " + Figures.moment(atNanos);
  }

  @Override
  public PlotArea area(Sheet sheet, ChartView view) {
    return sheet.area(view.time(), RIGHT_MARGIN);
  }

  @Override
  public void paint(Sheet sheet, ChartView view) {
    PlotArea area = area(sheet, view);
    if (area.isTooSmall()) {
      return;
    }
    int nodes = view.nodes().size();
    if (nodes == 0) {
      sheet.emptyState(area, "No nodes yet.", "Add one in the controls.");
      return;
    }
    sheet.timeAxis(area);
    LaneLayout layout = LaneLayout.of(area, nodes);
    HealthBands bands = new HealthBands(sheet, area, layout);
    Clip.to(
        sheet,
        area,
        () -> {
          for (int node = 0; node < nodes; node++) {
            bands.paint(node, view.lanes().lane(node), lane(view, node));
          }
        });
    names(sheet, area, view, layout);
  }

  /// The node's id left of its lane, and right of it the belief of this moment.
  private static void names(Sheet sheet, PlotArea area, ChartView view, LaneLayout layout) {
    for (int node = 0; node < view.nodes().size(); node += layout.nameEvery()) {
      double y = layout.middle(node);
      String name =
          sheet.fittedName(view.nodes().get(node), sheet.inks().small(), Sheet.LEFT_MARGIN - 10);
      sheet.text(name, area.left() - 6, y, TextAlignment.RIGHT, sheet.inks().small(), Ink.TEXT);
      if (node < view.frame().nodes().size()) {
        StateMark mark = markOf(view.frame().nodes().get(node));
        mark.paint(
            sheet.graphics(),
            area.right() + BEFORE_MARK + MARK / 2,
            Math.rint(y),
            MARK,
            sheet.inks());
        sheet.text(
            mark.word(),
            area.right() + BEFORE_WORD,
            y,
            TextAlignment.LEFT,
            sheet.inks().small(),
            mark.ink());
      }
    }
  }

  private static StateMark markOf(NodeFrame node) {
    boolean gone = !node.presence().member() && !node.presence().running();
    return gone ? StateMark.GONE : StateMark.beliefOf(node);
  }

  private static HealthBands.Words lane(ChartView view, int node) {
    return stretch -> truthWords(view, node, stretch);
  }

  /// What is wrong, as exactly as it is known: the faults of this moment, or the line of the log.
  private static String truthWords(ChartView view, int node, Lanes.Stretch<Truth> stretch) {
    if (view.lanes().lane(node).truth().lasts(stretch) && node < view.frame().nodes().size()) {
      NodeFrame now = view.frame().nodes().get(node);
      if (now.truth() == stretch.what() && !now.faults().isEmpty()) {
        return now.faults().stream().map(Fault::words).collect(Collectors.joining(" + "));
      }
    }
    return Reasons.of(
            view.frame().log(), LogEntry.Kind.FAULT, view.nodes().get(node), stretch.fromNanos())
        .orElse(stretch.what().word());
  }

  @Override
  public List<Reading> readings(ChartView view, long atNanos, PlotArea area, double y) {
    List<Reading> readings = new ArrayList<>();
    int nodes = view.nodes().size();
    int node = LaneLayout.of(area, nodes).laneAt(y, nodes);
    if (node < 0) {
      return readings;
    }
    String id = view.nodes().get(node);
    TimeRange moment = new TimeRange(atNanos, atNanos + 1);
    for (Lanes.Stretch<Truth> stretch : last(view.lanes().lane(node).truth().in(moment))) {
      StateMark mark = StateMark.of(stretch.what());
      readings.add(new Reading(sampleOf(mark), id + " is", mark.word() + since(stretch)));
      if (stretch.what() != Truth.HEALTHY) {
        add(readings, truthWords(view, node, stretch), mark.word());
      }
    }
    for (Lanes.Stretch<NodeState> stretch : last(view.lanes().lane(node).belief().in(moment))) {
      StateMark mark = StateMark.of(stretch.what());
      readings.add(new Reading(sampleOf(mark), "seen as", mark.word() + since(stretch)));
      Reasons.of(view.frame().log(), LogEntry.Kind.HEALTH, id, stretch.fromNanos())
          .ifPresent(reason -> add(readings, reason, mark.word()));
    }
    return readings;
  }

  private static void add(List<Reading> readings, String words, String known) {
    if (!words.equals(known)) {
      readings.add(new Reading(Reading.NONE, "", words));
    }
  }

  private static String since(Lanes.Stretch<?> stretch) {
    return stretch.fromNanos() <= 0 ? "" : " since " + Figures.moment(stretch.fromNanos());
  }

  private static <T> Optional<T> lastOf(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private static <T> List<T> last(List<T> all) {
    return lastOf(all).map(List::of).orElse(List.of());
  }

  private static SideLabels.Sample sampleOf(StateMark mark) {
    return (sheet, x, y, size) -> mark.paint(sheet.graphics(), x, y, size, sheet.inks());
  }
}
