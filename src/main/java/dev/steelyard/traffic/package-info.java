/// The requests: when they come, how many, what they ask for and how much work they bring.
@NullMarked
package dev.steelyard.traffic;

import org.jspecify.annotations.NullMarked;
