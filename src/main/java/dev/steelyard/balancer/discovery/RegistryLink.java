package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.discovery.MemberSource.FetchFailed;
import dev.steelyard.balancer.discovery.MemberSource.Fetched;
import dev.steelyard.balancer.discovery.MemberSource.Listed;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The way between a registry in this process and those who use it: it takes time, and what is
/// wrong with it is told by {@link RegistryFaults}.
///
/// A request takes half of its latency to the registry and half back. One that finds the registry
/// away is refused. What a watch tells takes half of the latency that was drawn for it and as much
/// longer as notifications are late, and never overtakes what was told before. A request that is
/// called off still arrives, but nobody hears the answer.
public final class RegistryLink {
  private static final String UNREACHABLE = "registry unreachable";

  private final Registry registry;
  private final Timeline timeline;
  private final LongSupplier latencyNanos;
  private final RegistryFaults faults;

  /// @param latencyNanos draws how long the way there and back takes, 0 or more
  public RegistryLink(
      Registry registry, Timeline timeline, LongSupplier latencyNanos, RegistryFaults faults) {
    this.registry = registry;
    this.timeline = timeline;
    this.latencyNanos = latencyNanos;
    this.faults = faults;
  }

  /// The members of a service, for a balancer.
  public MemberSource source(String service) {
    Allowed.checkName("service", service);
    return new Source(service);
  }

  /// The way of one node to the registry.
  public LeaseService node(String node) {
    Allowed.checkName("node", node);
    return new NodeLink(node);
  }

  /// Asks the registry for something.
  ///
  /// @param refused the answer if it is away
  private <T> Cancellable ask(Supplier<T> act, T refused, Consumer<T> done) {
    var request = new Request();
    long latency = Math.max(0, latencyNanos.getAsLong());
    long there = latency / 2;
    timeline.after(
        there,
        () -> {
          T answer = registry.away() ? refused : act.get();
          timeline.after(
              latency - there,
              () -> {
                if (!request.calledOff) {
                  done.accept(answer);
                }
              });
        });
    return request;
  }

  private static final class Request implements Cancellable {
    boolean calledOff;

    @Override
    public void cancel() {
      calledOff = true;
    }
  }

  private final class Source implements MemberSource {
    private final String service;

    Source(String service) {
      this.service = service;
    }

    @Override
    public String words() {
      return "registry";
    }

    @Override
    public Cancellable fetch(Consumer<Fetched> done) {
      return ask(() -> new Listed(registry.list(service)), new FetchFailed(UNREACHABLE), done);
    }

    @Override
    public boolean canWatch() {
      return true;
    }

    @Override
    public Cancellable watch(long epoch, long fromRevision, Consumer<WatchMessage> listener) {
      var watch = new LinkWatch(listener);
      timeline.after(watch.latency / 2, () -> watch.open(service, epoch, fromRevision));
      return watch;
    }
  }

  /// A watch and what is on the way along it.
  private final class LinkWatch implements Cancellable {
    final Consumer<WatchMessage> listener;
    final long latency = Math.max(0, latencyNanos.getAsLong());
    private Cancellable atRegistry = Cancellable.NOTHING;
    private boolean calledOff;
    private boolean dead;
    private long cutsBefore;
    private long lastArrivalNanos;

    LinkWatch(Consumer<WatchMessage> listener) {
      this.listener = listener;
    }

    void open(String service, long epoch, long fromRevision) {
      if (calledOff) {
        return;
      }
      cutsBefore = faults.cuts();
      if (registry.away()) {
        tell(new WatchMessage.Ended(UNREACHABLE), 0);
        return;
      }
      try {
        atRegistry = registry.watch(service, epoch, fromRevision, this::told);
      } catch (RegistryFullException full) {
        tell(new WatchMessage.Ended("registry: " + full.getMessage()), 0);
      }
    }

    private void told(WatchMessage message) {
      if (dead) {
        return;
      }
      if (message instanceof WatchMessage.Changed) {
        tell(message, faults.lateNanos());
      } else {
        tell(message, 0);
      }
      dead = faults.cutsWatches(); // All that it says is that it is open.
    }

    private void tell(WatchMessage message, long lateNanos) {
      long now = timeline.nanos();
      lastArrivalNanos = Math.max(lastArrivalNanos, now + latency - latency / 2 + lateNanos);
      timeline.after(
          lastArrivalNanos - now,
          () -> {
            if (!calledOff && faults.cuts() == cutsBefore) {
              listener.accept(message);
            }
          });
    }

    @Override
    public void cancel() {
      calledOff = true;
      atRegistry.cancel();
    }
  }

  private final class NodeLink implements LeaseService {
    private final String node;

    NodeLink(String node) {
      this.node = node;
    }

    @Override
    public Cancellable register(
        String service, Instance instance, Duration ttl, Consumer<LeaseReply> done) {
      return askUnlessLost(() -> registered(service, instance, ttl), done);
    }

    @Override
    public Cancellable heartbeat(long lease, Consumer<LeaseReply> done) {
      return askUnlessLost(() -> doneIf(registry.heartbeat(lease)), done);
    }

    @Override
    public Cancellable deregister(long lease, Consumer<LeaseReply> done) {
      return askUnlessLost(() -> doneIf(registry.deregister(lease)), done);
    }

    private Cancellable askUnlessLost(Supplier<LeaseReply> act, Consumer<LeaseReply> done) {
      if (faults.losesHeartbeats(node)) {
        return Cancellable.NOTHING;
      }
      return ask(act, new LeaseReply.NotDone(UNREACHABLE), done);
    }

    private LeaseReply registered(String service, Instance instance, Duration ttl) {
      try {
        return new LeaseReply.Granted(registry.register(service, instance, ttl));
      } catch (RegistryFullException full) {
        return new LeaseReply.NotDone("registry: " + full.getMessage());
      }
    }

    private static LeaseReply doneIf(boolean done) {
      return done ? new LeaseReply.Done() : new LeaseReply.NoSuchLease();
    }
  }
}
