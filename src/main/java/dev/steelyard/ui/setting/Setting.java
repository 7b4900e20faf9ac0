package dev.steelyard.ui.setting;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;

/// One setting out of a board of them: what it is, what the scenario says, and how to change it.
///
/// @param now what it is
/// @param start what the scenario says
/// @param change applies another value at once
public record Setting<T>(ObservableValue<T> now, ObservableValue<T> start, Consumer<T> change) {

  /// The part of the board that `get` reads and `with` replaces.
  public static <S, T> Setting<T> of(Board<S> board, Function<S, T> get, BiFunction<S, T, S> with) {
    return new Setting<>(
        board.now().map(get),
        board.start().map(get),
        value -> board.change().accept(with.apply(board.now().getValue(), value)));
  }

  /// A part of this setting.
  public <U> Setting<U> part(Function<T, U> get, BiFunction<T, U, T> with) {
    return of(new Board<>(now, start, change), get, with);
  }

  public T get() {
    return now.getValue();
  }

  public void set(T value) {
    if (!value.equals(get())) {
      change.accept(value);
    }
  }

  /// Back to what the scenario says.
  public void reset() {
    set(start.getValue());
  }

  /// Whether it differs from what the scenario says.
  public ObservableValue<Boolean> changed() {
    return now.flatMap(value -> start.map(first -> !first.equals(value)));
  }
}
