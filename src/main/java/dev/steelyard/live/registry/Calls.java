package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Lease;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.discovery.RegistryFullException;
import dev.steelyard.balancer.discovery.RegistryView.ServiceView;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be asked of a registry, each with its answer over HTTP. Lives on the Timeline's thread.
final class Calls {
  /// So many watches may wait at once.
  static final int MOST_WAITING = 1_000;

  static final String AWAY = "the registry cannot be reached";

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final Reply NO_LEASE =
      Reply.problem(404, "lease: there is no such one; allowed: one that has not ended");

  private final Registry registry;
  private final Timeline timeline;
  private int waiting;

  Calls(Registry registry, Timeline timeline) {
    this.registry = registry;
    this.timeline = timeline;
  }

  Reply register(String service, RegistryReader.Registration registration) {
    return unlessAway(() -> {
      Lease lease = registry.register(service, registration.instance(), registration.ttl());
      return Reply.json(CREATED, RegistryJson.lease(lease, registry.revision()));
    });
  }

  Reply heartbeat(long id) {
    return unlessAway(() ->
        registry.heartbeat(id)
            ? registry
                .lease(id)
                .map(lease -> Reply.json(OK, RegistryJson.lease(lease, registry.revision())))
                .orElse(NO_LEASE)
            : NO_LEASE);
  }

  Reply deregister(long id) {
    return unlessAway(() -> registry.deregister(id) ? Reply.nothing() : NO_LEASE);
  }

  Reply services() {
    return unlessAway(() -> {
      List<String> names =
          registry.view(Duration.ofSeconds(1)).services().stream()
              .map(ServiceView::service)
              .toList();
      return Reply.json(OK, RegistryJson.services(names));
    });
  }

  Reply list(String service) {
    return unlessAway(() -> Reply.json(OK, RegistryJson.listing(service, registry.list(service))));
  }

  /// Waits for a change of the service.
  ///
  /// @return to be called when nobody waits for the answer any more
  Runnable watch(WatchQuery query, Consumer<Reply> done) {
    if (registry.away()) {
      done.accept(Reply.unavailable(AWAY));
      return () -> {};
    }
    if (waiting >= MOST_WAITING) {
      done.accept(Reply.unavailable("there are " + MOST_WAITING + " watches already"));
      return () -> {};
    }
    waiting++;
    var poll =
        new LongPoll(
            registry,
            timeline,
            reply -> {
              waiting--;
              done.accept(reply);
            });
    poll.begin(query);
    return poll::abandon;
  }

  private Reply unlessAway(Supplier<Reply> call) {
    if (registry.away()) {
      return Reply.unavailable(AWAY);
    }
    try {
      return call.get();
    } catch (RegistryFullException full) {
      return Reply.unavailable(String.valueOf(full.getMessage()));
    } catch (IllegalArgumentException wrong) {
      return Reply.problem(400, String.valueOf(wrong.getMessage()));
    }
  }
}
