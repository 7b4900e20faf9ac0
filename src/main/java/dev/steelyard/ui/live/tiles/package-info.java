/// The row of figures at the top of the live screen: how the system does, at a glance.
@NullMarked
package dev.steelyard.ui.live.tiles;

import org.jspecify.annotations.NullMarked;
