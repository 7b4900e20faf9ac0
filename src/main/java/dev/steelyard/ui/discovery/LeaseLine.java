package dev.steelyard.ui.discovery;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One node: its lease as a bar that runs down, missed heartbeats, and who has it as a member.
final class LeaseLine extends HBox {
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

  private final Label name = label("lease-name", "");
  private final ProgressBar bar = new ProgressBar();
  private final Label lease =
      label("lease-left", "What is left of the lease if no heartbeat comes");
  private final Label missed = label("lease-missed", "Heartbeats that should have come");
  private final Label belief = label("lease-belief", "What the balancers make of the node");

  LeaseLine() {
    getStyleClass().add("discovery-line");
    setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("lease-bar");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setTooltip(new Tooltip("The lease runs down until a heartbeat renews it"));
    HBox.setHgrow(bar, Priority.ALWAYS);
    getChildren().addAll(name, bar, lease, missed, belief);
  }

  void show(LeaseRow row) {
    name.setText(row.node());
    bar.setProgress(row.left());
    lease.setText(row.known() ? row.lease() : "–");
    missed.setText(row.missed() == 0 ? "" : "♡ " + row.missed() + " missed");
    belief.setText((row.disagrees() ? "≠ " : "") + row.belief());
    pseudoClassStateChanged(DIFFERS, row.disagrees());
    setAccessibleText(
        row.node() + ", lease " + row.lease() + ", " + row.missed() + " missed, " + row.belief());
  }

  private static Label label(String styleClass, String what) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    if (!what.isEmpty()) {
      label.setTooltip(new Tooltip(what));
    }
    return label;
  }
}
