package dev.steelyard.balancer.node;

import org.jspecify.annotations.Nullable;

/// What a strategy answers.
///
/// @param node the chosen node, one of the candidates
/// @param weighing what was weighed; null unless an explanation was asked for
public record Choice(Node node, @Nullable Weighing weighing) {}
