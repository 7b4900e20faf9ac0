package dev.steelyard.ui.frontdoor;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/// The keys that open the door. A new one is shown once.
final class KeysPane extends VBox {
  private final KeysModel model;
  private final VBox keys = new VBox();

  KeysPane(KeysModel model) {
    this.model = model;
    getStyleClass().add("filter-group");
    Label title = new Label("Authentication");
    title.setTooltip(new Tooltip("Answers 401 to whoever shows none of these keys"));
    Label none = new Label("No keys: everybody may enter.");
    none.getStyleClass().add("caption");
    none.visibleProperty().bind(model.keys().map(List::isEmpty));
    none.managedProperty().bind(none.visibleProperty());
    keys.getStyleClass().add("form-rows");
    getChildren()
        .addAll(
            title,
            none,
            keys,
            fresh(),
            FieldRow.line(
                "key-client", "Client", "Whom the new key is for.", "client-1", model.name),
            adding());
    model.keys().subscribe(this::show);
  }

  private HBox adding() {
    ComboBox<KeysModel.Kind> kind = new ComboBox<>();
    kind.getItems().setAll(KeysModel.Kind.values());
    kind.setId("key-kind");
    kind.getStyleClass().add(Styles.SMALL);
    kind.setAccessibleText("How the key is shown");
    kind.setTooltip(new Tooltip("How clients show the key"));
    kind.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(KeysModel.Kind value) {
            return value == null ? "" : value.title();
          }

          @Override
          public KeysModel.Kind fromString(String text) {
            return KeysModel.Kind.API_KEY;
          }
        });
    kind.valueProperty().bindBidirectional(model.kindProperty());
    Button add = new Button("Add key", new FontIcon(MaterialDesignK.KEY_PLUS));
    add.setId("add-key");
    add.getStyleClass().add(Styles.SMALL);
    add.setMinWidth(USE_PREF_SIZE);
    add.setTooltip(new Tooltip("Make a key for this client; only its hash is kept"));
    add.setOnAction(event -> model.add());
    HBox row = new HBox(kind, add);
    row.getStyleClass().add("form-head");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private VBox fresh() {
    Label once = new Label();
    once.getStyleClass().add("setting-hint");
    once.setWrapText(true);
    once.setMinHeight(USE_PREF_SIZE);
    once.textProperty()
        .bind(
            model
                .freshProperty()
                .map(now ->
                    now.map(key ->
                            "The key of "
                                + key.name()
                                + ". Copy it: it is shown only now, and"
                                + " only its hash is kept.")
                        .orElse("")));
    CopyRow copy =
        new CopyRow(
            "fresh-key",
            "The header with the new key",
            model
                .freshProperty()
                .map(now -> now.map(key -> key.kind().header(key.key())).orElse("")));
    Button done = new Button("Done");
    done.setId("fresh-key-done");
    done.getStyleClass().add(Styles.SMALL);
    done.setTooltip(new Tooltip("Take the key off the screen"));
    done.setOnAction(event -> model.dismiss());
    VBox fresh = new VBox(once, copy, done);
    fresh.getStyleClass().addAll("form-rows", "fresh-key");
    fresh.visibleProperty().bind(model.freshProperty().map(Optional::isPresent));
    fresh.managedProperty().bind(fresh.visibleProperty());
    return fresh;
  }

  private void show(List<KeysModel.Kept> now) {
    keys.getChildren().setAll(now.stream().map(this::row).toList());
    keys.setManaged(!now.isEmpty());
  }

  private HBox row(KeysModel.Kept kept) {
    Label name = new Label(kept.key().name(), new FontIcon(MaterialDesignK.KEY_OUTLINE));
    Label what = new Label(kept.kind().title() + ", hash " + kept.hashBegins());
    what.getStyleClass().add("caption");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button remove = new Button("", new FontIcon(MaterialDesignC.CLOSE));
    remove.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "reset-setting");
    remove.setTooltip(new Tooltip("Remove this key: whoever shows it gets 401"));
    remove.setAccessibleText("Remove the key of " + kept.key().name());
    remove.setOnAction(event -> model.remove(kept));
    HBox row = new HBox(name, what, gap, remove);
    row.getStyleClass().add("form-head");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
