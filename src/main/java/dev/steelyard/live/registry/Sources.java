package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.time.Timeline;
import java.io.IOException;

/// Makes the sources of members that a scenario can name.
public final class Sources {
  private Sources() {}

  /// The source of a service's members. Whoever asks it closes it; `Discovery` does.
  ///
  /// @param timeline where it is asked and answers
  /// @param service the service's name, which the file and the DNS do not heed
  /// @param link the way to the registry of this process
  /// @throws IOException if it makes no sense, such as a name that is none; a source that does not
  ///   answer now is no reason
  public static MemberSource open(
      SourceSpec spec, String service, Timeline timeline, RegistryLink link) throws IOException {
    return switch (spec) {
      case SourceSpec.InProcess _ -> link.source(service);
      case SourceSpec.File file -> new FileSource(timeline, file.path());
      case SourceSpec.Dns dns -> new DnsSource(timeline, dns);
      case SourceSpec.HttpRegistry http -> new HttpRegistrySource(timeline, service, http.url());
    };
  }
}
