package dev.steelyard.ui.setting;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// A setting that is one of a few.
public final class ChoiceRow<T> extends SettingRow {
  /// All strategies at a glance.
  private static final int MOST_ROWS = 16;

  public ChoiceRow(
      String name, String what, Setting<T> setting, List<T> all, Function<T, String> words) {
    this(name, what, setting, new ComboBox<>(), all, words);
  }

  private ChoiceRow(
      String name,
      String what,
      Setting<T> setting,
      ComboBox<T> box,
      List<T> all,
      Function<T, String> words) {
    super(name, NO_UNIT, what, box, new ResetButton(name, setting.changed(), setting::reset));
    bind(box, name, setting, all, words);
  }

  /// Makes `box` the view of a setting.
  public static <T> void bind(
      ComboBox<T> box, String name, Setting<T> setting, List<T> all, Function<T, String> words) {
    box.getStyleClass().addAll(Styles.SMALL, "setting-choice");
    box.setAccessibleText(name);
    box.setId("choice-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            return all.stream()
                .filter(value -> words.apply(value).equals(text))
                .findFirst()
                .orElseThrow();
          }
        });
    box.getItems().setAll(all);
    box.setVisibleRowCount(Math.min(MOST_ROWS, all.size()));
    setting.now().subscribe(box::setValue);
    box.valueProperty().subscribe((before, now) -> setting.set(now));
  }
}
