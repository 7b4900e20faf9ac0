package dev.steelyard.ui.setting;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/// Settings that can be turned while the experiment runs.
///
/// @param now what they are
/// @param start what the scenario says, which is what "reset" means
/// @param change applies other ones at once
public record Board<S>(ObservableValue<S> now, ObservableValue<S> start, Consumer<S> change) {}
