package dev.steelyard.ui.setting;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A setting that is typed. What is typed takes effect when it is committed and allowed; until
/// then, and while it is not allowed, the value stays and a message says what may be typed.
public final class TypedSetting<T> {
  private final Setting<T> setting;
  private final Notation<T> notation;
  private final StringProperty text = new SimpleStringProperty();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

  public TypedSetting(Setting<T> setting, Notation<T> notation) {
    this.setting = setting;
    this.notation = notation;
    setting.now().subscribe(this::show);
    text.subscribe(this::check);
  }

  public Setting<T> setting() {
    return setting;
  }

  /// What stands in the field.
  public StringProperty textProperty() {
    return text;
  }

  /// What is wrong with the text; empty if nothing is.
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /// Applies what was typed, if it is allowed.
  public void commit() {
    try {
      T value = notation.read().read(text.get().strip());
      setting.set(value);
      show(setting.get());
    } catch (IllegalArgumentException e) {
      message.set(notation.allowed());
    }
  }

  /// Throws away what was typed.
  public void revert() {
    show(setting.get());
  }

  public void reset() {
    setting.reset();
    revert();
  }

  private void show(T value) {
    text.set(notation.write().apply(value));
  }

  private void check(String typed) {
    try {
      notation.read().read(typed.strip());
      message.set("");
    } catch (IllegalArgumentException e) {
      message.set(notation.allowed());
    }
  }
}
