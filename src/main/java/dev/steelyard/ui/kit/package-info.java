/// What all screens share: themes, colours for painters, figures in words, marks for states.
@NullMarked
package dev.steelyard.ui.kit;

import org.jspecify.annotations.NullMarked;
