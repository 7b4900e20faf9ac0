/// The rail at the left edge of the window: which screens there are, and the way from one to
/// another.
@NullMarked
package dev.steelyard.ui.rail;

import org.jspecify.annotations.NullMarked;
