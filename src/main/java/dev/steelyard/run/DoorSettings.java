package dev.steelyard.run;

/// How a front door for real clients is opened.
///
/// @param host the name or address of the interface to listen on; 127.0.0.1 for this machine alone
/// @param port 0 to 65535; 0 takes a free one
/// @param nodeHeaders whether answers tell their node (`Steelyard-Node`) and how many attempts it
///   took (`Steelyard-Attempts`)
public record DoorSettings(String host, int port, boolean nodeHeaders) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;
  public static final DoorSettings DEFAULTS = new DoorSettings(DEFAULT_HOST, DEFAULT_PORT, true);

  private static final int LAST_PORT = 65_535;

  public DoorSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: must not be empty");
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port: " + port + " must be from 0 to " + LAST_PORT);
    }
  }
}
