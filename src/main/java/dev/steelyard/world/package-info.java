/// What a run needs of the world that it plays in (time, transport and nodes), and the inside of a
/// mock node, which is the same in both worlds.
@NullMarked
package dev.steelyard.world;

import org.jspecify.annotations.NullMarked;
