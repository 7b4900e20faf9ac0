package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.time.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;

/// How a node reaches the registry.
///
/// Calls and answers come on the Timeline's thread; an answer never comes within the call. No
/// answer may come at all: whoever asks keeps a time limit. Calling a request off means that nobody
/// waits for the answer; it may reach the registry even so.
public interface LeaseService {
  /// Registers `instance` and takes a lease. A registration of the same id is replaced.
  Cancellable register(String service, Instance instance, Duration ttl, Consumer<LeaseReply> done);

  /// Renews a lease for its whole TTL.
  Cancellable heartbeat(long lease, Consumer<LeaseReply> done);

  /// Gives a lease back, and so deregisters its instance.
  Cancellable deregister(long lease, Consumer<LeaseReply> done);
}
