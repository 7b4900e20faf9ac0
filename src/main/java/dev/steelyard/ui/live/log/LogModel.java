package dev.steelyard.ui.live.log;

import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.LogEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The lines of the log that pass the filters, oldest first.
///
/// Holds as many lines as the {@link Log} does, at most {@link Log#MOST_ENTRIES}. One thread, the
/// JavaFX thread in the app; needs no toolkit.
final class LogModel {
  /// The node filter that lets everything pass.
  static final String ALL_NODES = "All nodes";

  private final ObservableList<LogEntry> all = FXCollections.observableArrayList();
  private final FilteredList<LogEntry> shown = new FilteredList<>(all);
  private final ObservableList<LogEntry> lines = FXCollections.unmodifiableObservableList(shown);
  private final ObservableList<String> nodes = FXCollections.observableArrayList(ALL_NODES);
  private final ObjectProperty<String> node = new SimpleObjectProperty<>(this, "node", ALL_NODES);
  private final ObjectProperty<Set<LogEntry.Kind>> kinds =
      new SimpleObjectProperty<>(this, "kinds", EnumSet.allOf(LogEntry.Kind.class));
  private Log log = Log.EMPTY;

  LogModel() {
    node.subscribe(this::filter);
    kinds.subscribe(this::filter);
  }

  /// The lines to show.
  ObservableList<LogEntry> lines() {
    return lines;
  }

  /// What the node filter offers: {@link #ALL_NODES} and the ids.
  ObservableList<String> nodes() {
    return nodes;
  }

  /// The chosen one of {@link #nodes()}.
  ObjectProperty<String> nodeProperty() {
    return node;
  }

  /// The kinds that are shown; an immutable set each time.
  ObjectProperty<Set<LogEntry.Kind>> kindsProperty() {
    return kinds;
  }

  void setNodes(List<String> ids) {
    List<String> wanted = new ArrayList<>(List.of(ALL_NODES));
    wanted.addAll(ids);
    if (wanted.equals(nodes)) {
      return;
    }
    String chosen = node.get();
    nodes.setAll(wanted);
    node.set(wanted.contains(chosen) ? chosen : ALL_NODES);
  }

  /// Whether there are lines that the filters hold back.
  boolean hidesLines() {
    return shown.size() < all.size();
  }

  /// Takes the newest log: adds what is new, drops what it has dropped, begins anew with a new run.
  void update(Log newest) {
    long had = log.dropped() + log.size();
    long has = newest.dropped() + newest.size();
    boolean sameRun =
        has >= had && newest.dropped() >= log.dropped() && (log.size() == 0 || follows(newest));
    if (!sameRun) {
      all.clear();
      had = newest.dropped();
    } else if (newest.dropped() > log.dropped()) {
      all.remove(0, (int) Math.min(all.size(), newest.dropped() - log.dropped()));
    }
    int from = (int) Math.max(0, had - newest.dropped());
    if (from < newest.size()) {
      List<LogEntry> added = new ArrayList<>(newest.size() - from);
      for (int i = from; i < newest.size(); i++) {
        added.add(newest.get(i));
      }
      all.addAll(added);
    }
    log = newest;
  }

  /// Whether our last line is where it must be in `newest`, if it is kept there.
  private boolean follows(Log newest) {
    long index = log.dropped() + log.size() - 1 - newest.dropped();
    return index < 0 || newest.get((int) index).equals(log.get(log.size() - 1));
  }

  private void filter() {
    String wanted = node.get();
    Set<LogEntry.Kind> allowed = kinds.get();
    shown.setPredicate(entry ->
        allowed.contains(entry.kind())
            && (wanted == null
                || wanted.equals(ALL_NODES)
                || entry.node().filter(wanted::equals).isPresent()));
  }
}
