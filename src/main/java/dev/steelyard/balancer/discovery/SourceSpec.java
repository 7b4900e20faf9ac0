package dev.steelyard.balancer.discovery;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the list of members comes from, as a scenario says it.
public sealed interface SourceSpec {
  /// The name in scenario files: `http-registry`.
  String type();

  /// The registry of this process.
  record InProcess() implements SourceSpec {
    @Override
    public String type() {
      return "registry";
    }
  }

  /// A JSON file that is watched.
  record File(Path path) implements SourceSpec {
    @Override
    public String type() {
      return "file";
    }
  }

  /// A name in the DNS.
  ///
  /// @param name the name that is asked for
  /// @param port the port of every node, 1 to 65535, for A records; SRV records name their own
  /// @param server `host` or `host:port` of the server that is asked; empty: those of the system
  record Dns(String name, DnsRecord record, int port, Optional<String> server)
      implements SourceSpec {
    private static final Pattern SERVER =
        Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");
    private static final int LONGEST_NAME = 253;
    private static final int LAST_PORT = 65_535;

    public Dns {
      Allowed.check("name", name.length(), 1, LONGEST_NAME);
      if (server.isPresent() && !SERVER.matcher(server.get()).matches()) {
        throw new IllegalArgumentException(
            "server: '" + server.get() + "' must be a host or host:port");
      }
      Allowed.check("port", port, record == DnsRecord.A ? 1 : 0, LAST_PORT);
    }

    @Override
    public String type() {
      return "dns";
    }
  }

  /// What a name is asked for.
  enum DnsRecord {
    /// Addresses, those of IPv4.
    A,
    /// Addresses with ports, priorities and weights.
    SRV
  }

  /// A registry of another process, over HTTP.
  ///
  /// @param url `http://host:port`, the root of its API
  record HttpRegistry(URI url) implements SourceSpec {
    public HttpRegistry {
      if (!"http".equals(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException("url: '" + url + "' must be http://host:port");
      }
    }

    @Override
    public String type() {
      return "http-registry";
    }
  }
}
