package dev.steelyard.client;

import java.net.ConnectException;

/// No node of a pool takes traffic, so the request was not sent: to the caller it is as if nothing
/// listened.
public final class NoNodeException extends ConnectException {
  /// @param message which pool, and why none of its nodes takes traffic
  public NoNodeException(String message) {
    super(message);
  }
}
