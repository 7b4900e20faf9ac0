package dev.steelyard.metrics;

/// A request of a real client that is over.
///
/// @param atNanos when it came in, on the Timeline
/// @param client who sent it: an IP address
/// @param method the HTTP method
/// @param path path and query as they came
/// @param node the node whose answer the client got; empty if none answered
/// @param attempts how many attempts it took
/// @param status the HTTP status that the client got; 0 if it got none
/// @param bytes how much of a body it got
/// @param nanos from its coming in until its end had been written
public record DoorRequest(
    long atNanos,
    String client,
    String method,
    String path,
    String node,
    int attempts,
    int status,
    long bytes,
    long nanos) {}
