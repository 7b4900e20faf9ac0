package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who is there: instances of services, each under a lease that runs out unless it is renewed.
///
/// The semantics are those of etcd v3. Every change has a revision of its own, one more than the
/// one before; renewing a lease changes nothing. A watch begins at a revision and is told every
/// change from there on, once and in order, those that happened before it was opened too. Only so
/// many changes are remembered: compaction forgets those before a revision, and a watch that asks
/// for one of them is told so. A lease ends exactly when its TTL has passed without a heartbeat
/// (etcd looks twice a second). While the registry is away no lease runs out, and when it comes
/// back each begins anew with its whole TTL, as after the election of a leader in etcd.
///
/// Other than in etcd an instance has one lease and a lease one instance, and registering an id
/// again, from wherever, replaces its lease: the old one is gone. A registry that loses its memory,
/// as one without a disk does when it is killed ({@link #forgetEverything}), begins a new epoch.
///
/// This is the registry itself: calls take effect at once. To reach it with the latency, the
/// timeouts and the faults of a network there is {@link RegistryLink}. Lives on the Timeline's
/// thread.
public final class Registry {
  /// The revision of an empty registry, as in etcd.
  public static final long FIRST_REVISION = 1;

  public static final int MOST_INSTANCES = 10_000;
  public static final int MOST_WATCHES = 10_000;
  public static final int DEFAULT_HISTORY = 1_000;
  public static final int LONGEST_HISTORY = 100_000;
  public static final Duration SHORTEST_TTL = Duration.ofMillis(10);
  public static final Duration LONGEST_TTL = Duration.ofHours(1);

  /// Ids and epochs stay below this, so that they are exact in every JSON reader.
  private static final long NUMBERS = 1L << 53;

  private final Timeline timeline;
  private final RandomGenerator random;
  private final EventSink events;
  private final int history;
  private final SortedMap<String, Map<String, Held>> services = new TreeMap<>();
  private final Map<Long, Held> leases = new HashMap<>();
  private final Set<Watch> watches = new LinkedHashSet<>();
  private ChangeLog log;
  private long epoch;
  private boolean keepsNothing;
  private boolean away;

  /// @param random draws the ids of leases and the epoch
  /// @param events hears of leases
  /// @param history how many changes it remembers, 1 to 100,000
  public Registry(Timeline timeline, RandomGenerator random, EventSink events, int history) {
    Allowed.check("history", history, 1, LONGEST_HISTORY);
    this.timeline = timeline;
    this.random = random;
    this.events = events;
    this.history = history;
    this.log = new ChangeLog(history);
    this.epoch = drawn();
  }

  /// Registers `instance`, and replaces what is registered under its id.
  ///
  /// @param service the service's name, `[A-Za-z0-9._-]{1,64}`
  /// @param ttl 10 ms to 1 h
  /// @throws IllegalArgumentException if a value is not allowed
  /// @throws RegistryFullException if there are as many instances as there may be
  public Lease register(String service, Instance instance, Duration ttl) {
    Allowed.checkName("service", service);
    Allowed.check("ttl", ttl, SHORTEST_TTL, LONGEST_TTL);
    Held before = find(service, instance.id());
    if (before == null && leases.size() >= MOST_INSTANCES) {
      throw new RegistryFullException("there are " + MOST_INSTANCES + " instances already");
    }
    if (before != null) {
      before.expiry.cancel();
      leases.remove(before.lease.id());
    }
    long id = drawn();
    while (leases.containsKey(id)) {
      id = drawn();
    }
    var held = new Held(new Lease(id, service, instance, ttl));
    leases.put(id, held);
    services.computeIfAbsent(service, name -> new LinkedHashMap<>()).put(instance.id(), held);
    renew(held);
    tell(held, LeaseChange.GRANTED);
    long now = timeline.nanos();
    changed(new Change.Put(log.revision() + 1, now, service, instance));
    return held.lease;
  }

  /// Renews a lease for its whole TTL.
  ///
  /// @return false if there is no such lease
  public boolean heartbeat(long lease) {
    Held held = leases.get(lease);
    if (held == null) {
      return false;
    }
    renew(held);
    return true;
  }

  /// Gives a lease back, and so deregisters its instance.
  ///
  /// @return false if there is no such lease
  public boolean deregister(long lease) {
    Held held = leases.get(lease);
    if (held == null) {
      return false;
    }
    remove(held, false);
    return true;
  }

  /// A lease that has not ended; empty if there is no such one.
  public Optional<Lease> lease(long id) {
    return Optional.ofNullable(leases.get(id)).map(held -> held.lease);
  }

  /// All instances of a service, in the order in which they came; none if nobody knows the service.
  public Listing list(String service) {
    Map<String, Held> found = services.getOrDefault(service, Map.of());
    List<Instance> instances = found.values().stream().map(held -> held.lease.instance()).toList();
    return new Listing(epoch, log.revision(), instances);
  }

  /// Watches a service. What happened since `fromRevision` is told at once, within this call. What
  /// hears must not call back into the registry but for calling off its watch.
  ///
  /// @param fromRevision the first revision that it wants to hear of, 1 or more; one that is still
  ///   to come is waited for
  /// @throws RegistryFullException if there are as many watches as there may be
  public Cancellable watch(
      String service, long ofEpoch, long fromRevision, Consumer<WatchMessage> listener) {
    Allowed.checkName("service", service);
    Allowed.check("fromRevision", fromRevision, 1, Long.MAX_VALUE);
    if (watches.size() >= MOST_WATCHES) {
      throw new RegistryFullException("there are " + MOST_WATCHES + " watches already");
    }
    if (ofEpoch != epoch) {
      listener.accept(new WatchMessage.Invalidated("the registry lost its memory"));
      return Cancellable.NOTHING;
    }
    if (fromRevision < log.compactedRevision()) {
      listener.accept(new WatchMessage.Compacted(log.compactedRevision()));
      return Cancellable.NOTHING;
    }
    var watch = new Watch(service, fromRevision, listener);
    watches.add(watch);
    listener.accept(new WatchMessage.Opened());
    List<Change> missed = log.since(fromRevision, service);
    if (!missed.isEmpty() && watches.contains(watch)) {
      listener.accept(new WatchMessage.Changed(missed));
    }
    return () -> watches.remove(watch);
  }

  public long epoch() {
    return epoch;
  }

  /// The revision of the latest change.
  public long revision() {
    return log.revision();
  }

  /// The earliest revision that a watch may begin with.
  public long compactedRevision() {
    return log.compactedRevision();
  }

  /// Forgets the changes before `revision`. Open watches have heard of them and go on.
  ///
  /// @throws IllegalArgumentException if that is not after the last compaction, or not yet there
  public void compact(long revision) {
    Allowed.check("revision", revision, log.compactedRevision() + 1, log.revision());
    log.compact(revision);
  }

  /// Whether it does not answer.
  public boolean away() {
    return away;
  }

  /// It answers nobody until {@link #comeBack}; its watches break, and no lease runs out. Does
  /// nothing when it is away already.
  public void goAway() {
    if (!away) {
      away = true;
      leases.values().forEach(held -> held.expiry.cancel());
      endWatches("the registry cannot be reached");
    }
  }

  /// It is there again with all that it knew; every lease begins anew with its whole TTL.
  public void comeBack() {
    if (away) {
      away = false;
      leases.values().forEach(this::renew);
    }
  }

  /// It begins anew with nothing, as one without a disk that was killed and started again.
  public void forgetEverything() {
    for (Held held : List.copyOf(leases.values())) {
      held.expiry.cancel();
      tell(held, LeaseChange.FORGOTTEN);
    }
    leases.clear();
    services.clear();
    log = new ChangeLog(history);
    epoch = drawn();
    endWatches("the registry was started again");
  }

  /// From now on it forgets every change as soon as the open watches have heard of it; or no longer
  /// does.
  void keepNothing(boolean on) {
    keepsNothing = on;
    compactIfAsked();
  }

  /// What it holds now.
  ///
  /// @param heartbeat how often nodes should renew their leases, by which those missed are counted
  public RegistryView view(Duration heartbeat) {
    long now = timeline.nanos();
    List<RegistryView.ServiceView> views = new ArrayList<>();
    services.forEach((name, instances) -> {
      List<RegistryView.LeaseView> held = new ArrayList<>();
      instances.values().forEach(each -> held.add(each.view(now, heartbeat.toNanos())));
      views.add(new RegistryView.ServiceView(name, held));
    });
    return new RegistryView(
        now, epoch, log.revision(), log.compactedRevision(), away, watches.size(), views);
  }

  private void renew(Held held) {
    held.renewedNanos = timeline.nanos();
    held.expiry.cancel();
    if (!away) {
      held.expiry = timeline.after(held.lease.ttl().toNanos(), () -> remove(held, true));
    }
  }

  private void remove(Held held, boolean expired) {
    held.expiry.cancel();
    Lease lease = held.lease;
    leases.remove(lease.id());
    Map<String, Held> instances = services.getOrDefault(lease.service(), new LinkedHashMap<>());
    instances.remove(lease.instance().id());
    if (instances.isEmpty()) {
      services.remove(lease.service());
    }
    tell(held, expired ? LeaseChange.EXPIRED : LeaseChange.GIVEN_BACK);
    String id = lease.instance().id();
    long now = timeline.nanos();
    changed(new Change.Gone(log.revision() + 1, now, lease.service(), id, expired));
  }

  private void changed(Change change) {
    log.add(change);
    var message = new WatchMessage.Changed(List.of(change));
    for (Watch watch : List.copyOf(watches)) {
      if (watch.wants(change) && watches.contains(watch)) {
        watch.listener.accept(message);
      }
    }
    compactIfAsked();
  }

  private void compactIfAsked() {
    if (keepsNothing && log.revision() > log.compactedRevision()) {
      log.compact(log.revision());
    }
  }

  private void endWatches(String reason) {
    List<Watch> ended = List.copyOf(watches);
    watches.clear();
    ended.forEach(watch -> watch.listener.accept(new WatchMessage.Ended(reason)));
  }

  private void tell(Held held, LeaseChange change) {
    Lease lease = held.lease;
    events.on(
        new Event.LeaseChanged(timeline.nanos(), lease.service(), lease.instance().id(), change));
  }

  private @Nullable Held find(String service, String id) {
    return services.getOrDefault(service, Map.of()).get(id);
  }

  private long drawn() {
    return random.nextLong(1, NUMBERS);
  }

  /// A lease and when it was renewed.
  private static final class Held {
    final Lease lease;
    long renewedNanos;
    Cancellable expiry = Cancellable.NOTHING;

    Held(Lease lease) {
      this.lease = lease;
    }

    RegistryView.LeaseView view(long now, long heartbeatNanos) {
      long since = now - renewedNanos;
      long remaining = Math.max(0, lease.ttl().toNanos() - since);
      return new RegistryView.LeaseView(
          lease.id(),
          lease.instance(),
          lease.ttl().toNanos(),
          remaining,
          (int) Math.max(0, Math.round((double) since / heartbeatNanos) - 1));
    }
  }

  /// Somebody who wants to hear of changes.
  private static final class Watch {
    final String service;
    final long fromRevision;
    final Consumer<WatchMessage> listener;

    Watch(String service, long fromRevision, Consumer<WatchMessage> listener) {
      this.service = service;
      this.fromRevision = fromRevision;
      this.listener = listener;
    }

    boolean wants(Change change) {
      return change.revision() >= fromRevision && change.service().equals(service);
    }
  }
}
