package dev.steelyard.live.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.UnresolvedAddressException;

/// Says why a door cannot be opened, and what to do about it.
final class WhyShut {
  private static final String OTHER_HOST =
      "Choose a name or address of this machine, as 127.0.0.1, or 0.0.0.0 for all of them.";

  private WhyShut() {}

  /// What was in the way of listening there, in two sentences.
  ///
  /// @param failure what the server said, with what the system said as its cause
  static String words(String host, int port, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String start = "Cannot listen on " + host + ":" + port;
    if (cause instanceof UnresolvedAddressException) {
      return start + " (nobody knows this host). " + OTHER_HOST;
    }
    if (isElsewhere(host)) {
      return start + " (this machine has no such address). " + OTHER_HOST;
    }
    String reason = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    return start
        + " ("
        + reason
        + "). Choose another port, or 0 for a free one, or end the program that has it.";
  }

  private static boolean isElsewhere(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return !address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null;
    } catch (IOException unknown) {
      return false; // Then the system's own words have to do.
    }
  }
}
