package dev.steelyard.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where something of ours is to listen.
///
/// @param host a name or an IP address of this machine, without brackets
/// @param port 0 to 65535; 0 is any free one
public record ListenAt(String host, int port) {
  /// How it is written.
  public static final String FORM = "PORT or HOST:PORT, a port from 0 to 65535";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_PORT = 65_535;
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):)?([0-9]{1,5})");

  public ListenAt {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port: " + port + " must be from 0 to " + LAST_PORT);
    }
  }

  /// Reads it. Without a host only this machine can come.
  ///
  /// @throws IllegalArgumentException if it is not of the {@link #FORM}
  public static ListenAt of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("it is no address to listen at");
    }
    String name = written.group(1) == null ? written.group(2) : written.group(1);
    return new ListenAt(name == null ? LOOPBACK : name, Integer.parseInt(written.group(3)));
  }

  /// It as it is written: `127.0.0.1:8500`.
  public String text() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
