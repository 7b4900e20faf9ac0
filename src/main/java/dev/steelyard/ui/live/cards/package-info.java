/// The node cards: what is true of each node, what the balancer believes, and the buttons that hurt
/// it.
@NullMarked
package dev.steelyard.ui.live.cards;

import org.jspecify.annotations.NullMarked;
