/// The bar at the top: which scenario, run or pause, how long, and how it looks.
@NullMarked
package dev.steelyard.ui.live.toolbar;

import org.jspecify.annotations.NullMarked;
