package dev.steelyard.balancer.node;

/// What a strategy answers: the node that it chose.
///
/// @param node the chosen node, one of the candidates
public record Choice(Node node) {}
