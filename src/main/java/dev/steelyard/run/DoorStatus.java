package dev.steelyard.run;

import dev.steelyard.metrics.DoorRequest;
import java.util.List;

/// A front door that is open.
///
/// @param host the interface it listens on
/// @param port the port it listens on
/// @param connections clients' connections that stand now
/// @param refused requests that were refused before any node was chosen, but for those that are no
///   HTTP at all
/// @param seen requests that have ended, of which the latest are only a sample under load
/// @param latest the latest requests, oldest first, {@link
///   dev.steelyard.metrics.DoorRequests#MOST_KEPT} at most
public record DoorStatus(
    String host, int port, long connections, long refused, long seen, List<DoorRequest> latest) {
  public DoorStatus {
    latest = List.copyOf(latest);
  }

  /// The address to copy: `http://127.0.0.1:8080`. Of a door that is open on all interfaces it is
  /// the one of this machine.
  public String url() {
    String shown =
        switch (host) {
          case "0.0.0.0", "::", "[::]" -> DoorSettings.DEFAULT_HOST;
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    return "http://" + shown + ":" + port;
  }

  /// A ready command line that sends a request.
  public String curl() {
    return "curl -i " + url() + "/";
  }
}
