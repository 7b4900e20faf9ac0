/// The live screen: traffic, nodes and charts of a running scenario.
@NullMarked
package dev.steelyard.ui.live;

import org.jspecify.annotations.NullMarked;
