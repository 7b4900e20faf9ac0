package dev.steelyard.ui.frontdoor;

import dev.steelyard.ui.setting.Notation;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A field of a form: what stands in it, and what is wrong with that.
final class Entry<T> {
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
  private final Notation.Reader<T> reader;

  /// @param reader the value that a text means; throws an {@link IllegalArgumentException} whose
  ///   message says what is wrong, for the user
  Entry(Notation.Reader<T> reader) {
    this.reader = reader;
    text.subscribe(typed -> check());
  }

  StringProperty textProperty() {
    return text;
  }

  /// What is wrong; empty if nothing is.
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  boolean isFine() {
    return message.get().isEmpty();
  }

  /// The value; to be asked only while it is fine.
  T value() {
    return reader.read(text.get());
  }

  void show(String value) {
    text.set(value);
    check();
  }

  /// Says what is wrong from elsewhere, until something else is typed.
  void blame(String why) {
    message.set(why);
  }

  void check() {
    try {
      reader.read(text.get());
      message.set("");
    } catch (IllegalArgumentException e) {
      message.set(String.valueOf(e.getMessage()));
    }
  }
}
