package dev.steelyard.ui.discovery;

import atlantafx.base.theme.Styles;
import dev.steelyard.metrics.DiscoveryFrame;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/// Between flow and charts, where there is discovery: how it stands in a line, what may be done to
/// the registry with one click, and the way to the whole of it.
public final class DiscoveryBar extends HBox {
  private final RegistryModel model;
  private final ObservableValue<String> selected;
  private final Map<RegistryModel.Fault, ToggleButton> faults =
      new EnumMap<>(RegistryModel.Fault.class);
  private final Label words = new Label();
  private final Tooltip whole = new Tooltip();

  /// @param selected the selected node, empty if there is none
  /// @param open whether the whole of discovery is shown in place of the charts
  public DiscoveryBar(RegistryModel model, ObservableValue<String> selected, BooleanProperty open) {
    this.model = model;
    this.selected = selected;
    getStyleClass().addAll("panel", "discovery-bar");
    getStylesheets().add(stylesheet());
    setAlignment(Pos.CENTER_LEFT);
    ToggleButton toggle = new ToggleButton("Discovery", new FontIcon(MaterialDesignL.LAN_CONNECT));
    toggle.setId("discovery");
    toggle.getStyleClass().addAll(Styles.SMALL, "quiet-toggle");
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.setTooltip(new Tooltip("Show leases and balancers in place of the charts"));
    toggle.setAccessibleText("Show discovery in place of the charts");
    toggle.selectedProperty().bindBidirectional(open);
    words.getStyleClass().add("caption");
    words.setId("discovery-words");
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setTooltip(whole);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(toggle, words);
    for (RegistryModel.Fault fault : RegistryModel.Fault.values()) {
      getChildren().add(button(fault));
    }
    selected.subscribe(now -> mark());
  }

  static String stylesheet() {
    return Objects.requireNonNull(DiscoveryBar.class.getResource("discovery.css")).toExternalForm();
  }

  /// Takes the newest frame; without discovery it takes no room.
  public void update(Optional<DiscoveryFrame> frame) {
    model.show(frame);
    setVisible(frame.isPresent());
    setManaged(frame.isPresent());
    String now = frame.map(this::words).orElse("");
    if (!now.equals(words.getText())) {
      words.setText(now);
      whole.setText(now);
    }
    mark();
  }

  private String words(DiscoveryFrame frame) {
    long leases =
        frame.registry().stream()
            .flatMap(registry -> registry.services().stream())
            .mapToLong(service -> service.leases().size())
            .sum();
    long stale = frame.balancers().stream().filter(each -> each.view().stale()).count();
    long differ =
        frame.balancers().stream().filter(each -> each.differsSinceNanos().isPresent()).count();
    String registry = frame.registry().isPresent() ? leases + " leases" : "a foreign source";
    String balancers =
        differ == 0
            ? "every balancer knows them"
            : differ + " of " + frame.balancers().size() + " balancers differ";
    String trouble = model.troubles();
    return registry
        + ", "
        + balancers
        + (stale == 0 ? "" : ", " + stale + " stale")
        + (trouble.isEmpty() ? "" : "; " + trouble);
  }

  /// What is off hears no pointer, so that the tooltip is on the place of the button.
  private StackPane button(RegistryModel.Fault fault) {
    ToggleButton button = new ToggleButton(fault.title(), new FontIcon(icon(fault)));
    button.setId("registry-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    button.getStyleClass().addAll(Styles.SMALL, "fault-button");
    button.setMinWidth(USE_PREF_SIZE);
    button.setAccessibleText(fault.title() + ": registry");
    button.setAccessibleHelp(fault.what());
    button.setOnAction(event -> {
      model.toggle(fault, selected.getValue());
      mark();
    });
    faults.put(fault, button);
    StackPane place = new StackPane(button);
    place.setMinWidth(USE_PREF_SIZE);
    Tooltip.install(place, new Tooltip(fault.what()));
    return place;
  }

  private void mark() {
    faults.forEach((fault, button) -> {
      button.setDisable(!model.possible(fault, selected.getValue()));
      button.setSelected(model.isOn(fault, selected.getValue()));
    });
  }

  private static Ikon icon(RegistryModel.Fault fault) {
    return switch (fault) {
      case UNREACHABLE -> MaterialDesignL.LAN_DISCONNECT;
      case WATCH_CUT -> MaterialDesignE.EYE_OFF_OUTLINE;
      case LATE -> MaterialDesignC.CLOCK_OUTLINE;
      case HEARTBEATS_LOST -> MaterialDesignH.HEART_OFF_OUTLINE;
    };
  }
}
