/// The desktop app. JavaFX lives here alone; one package a screen.
@NullMarked
package dev.steelyard.ui;

import org.jspecify.annotations.NullMarked;
