package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.retry.Backoff;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps one node registered: takes a lease, renews it, takes another one when it is gone, and
/// gives it back in the end.
///
/// Heartbeats go out in even steps, counted from when the one before was sent. One that fails is
/// repeated after a backoff, or a step later if that is sooner. When the registry says that there
/// is no such lease, the node registers anew at once. What fails is tried again for ever, with the
/// waits of {@link DiscoverySettings#reconnect}.
///
/// Two nodes with one id take each other's lease in turns, a step of heartbeats apart: ids must
/// differ. Lives on the Timeline's thread.
public final class Registrar {
  private static final int MOST_GOODBYES = 3;

  private final Timeline timeline;
  private final LeaseService leases;
  private final String service;
  private final DiscoverySettings settings;
  private final Backoff backoff;
  private Instance instance;
  private @Nullable Lease lease;
  private boolean running;
  private boolean paused;
  private int failures;
  private int goodbyes;
  private Cancellable next = Cancellable.NOTHING;
  private @Nullable Cancellable asking;

  /// @param random spreads the waits after failures
  public Registrar(
      Timeline timeline,
      RandomGenerator random,
      LeaseService leases,
      String service,
      Instance instance,
      DiscoverySettings settings) {
    this.timeline = timeline;
    this.leases = leases;
    this.service = service;
    this.instance = instance;
    this.settings = settings;
    this.backoff = new Backoff(settings.reconnect(), random);
  }

  /// The node's process starts: it registers. Does nothing if it runs already.
  public void start() {
    if (!running) {
      begin();
      register();
    }
  }

  /// The node was registered before time began, and goes on from there.
  public void start(Lease held) {
    begin();
    lease = held;
    later(settings.heartbeat().toNanos());
  }

  /// The node leaves in order: it deregisters, and tries that up to three times. Does nothing if it
  /// does not run.
  public void stop() {
    if (running) {
      running = false;
      next.cancel();
      goodbyes = 0;
      if (asking == null) {
        sayGoodbye();
      } // Else when the answer is there, which may bring a lease.
    }
  }

  /// The process dies: it says nothing any more, and forgets its lease.
  public void kill() {
    running = false;
    next.cancel();
    if (asking != null) {
      asking.cancel();
      asking = null;
    }
    lease = null;
  }

  /// The process stands still: it sends nothing until {@link #resume}.
  public void pause() {
    paused = true;
    next.cancel();
  }

  /// The process goes on where it stood still.
  public void resume() {
    if (paused) {
      paused = false;
      if (running && asking == null) {
        beatOrRegister();
      }
    }
  }

  /// Registers with another weight, or does so from the start.
  public void reweigh(int weight) {
    instance = instance.withWeight(weight);
    if (asking == null) {
      later(0); // Else the answer leads to it.
    }
  }

  /// Whether it holds a lease, as far as it knows.
  public boolean registered() {
    return lease != null;
  }

  public Instance instance() {
    return instance;
  }

  private void begin() {
    kill();
    running = true;
    paused = false;
    failures = 0;
  }

  private void later(long delayNanos) {
    next.cancel();
    if (running && !paused) {
      next = timeline.after(delayNanos, this::beatOrRegister);
    }
  }

  private void beatOrRegister() {
    Lease held = lease;
    if (held == null || !held.instance().equals(instance)) {
      register();
    } else {
      beat(held);
    }
  }

  private void register() {
    asking =
        TimeLimit.<LeaseReply>ask(
            timeline,
            settings.timeout(),
            done -> leases.register(service, instance, settings.lease(), done),
            unanswered(),
            this::registered);
  }

  private void registered(LeaseReply reply) {
    asking = null;
    if (reply instanceof LeaseReply.Granted(Lease granted)) {
      lease = granted;
      failures = 0;
      later(granted.instance().equals(instance) ? settings.heartbeat().toNanos() : 0);
    } else {
      later(backoffNanos());
    }
    if (!running) {
      sayGoodbye();
    }
  }

  private void beat(Lease held) {
    long sentNanos = timeline.nanos();
    asking =
        TimeLimit.<LeaseReply>ask(
            timeline,
            settings.timeout(),
            done -> leases.heartbeat(held.id(), done),
            unanswered(),
            reply -> beaten(held, reply, sentNanos));
  }

  private void beaten(Lease held, LeaseReply reply, long sentNanos) {
    asking = null;
    if (!running) {
      sayGoodbye();
      return;
    }
    long heartbeat = settings.heartbeat().toNanos();
    switch (reply) {
      case LeaseReply.Done _, LeaseReply.Granted _ -> {
        failures = 0;
        boolean sameStill = held.instance().equals(instance);
        later(sameStill ? sentNanos + heartbeat - timeline.nanos() : 0);
      }
      case LeaseReply.NoSuchLease _ -> {
        lease = null;
        later(0);
      }
      case LeaseReply.NotDone _ -> later(Math.min(heartbeat, backoffNanos()));
    }
  }

  private void sayGoodbye() {
    Lease held = lease;
    if (held == null || goodbyes == MOST_GOODBYES) {
      lease = null; // It runs out by itself.
      return;
    }
    goodbyes++;
    asking =
        TimeLimit.<LeaseReply>ask(
            timeline,
            settings.timeout(),
            done -> leases.deregister(held.id(), done),
            unanswered(),
            this::goodbyeSaid);
  }

  private void goodbyeSaid(LeaseReply reply) {
    asking = null;
    if (reply instanceof LeaseReply.NotDone) {
      next = timeline.after(backoffNanos(), this::sayGoodbye);
    } else {
      lease = null;
    }
  }

  private long backoffNanos() {
    return backoff.waitNanos(failures++, 0);
  }

  private LeaseReply unanswered() {
    return new LeaseReply.NotDone(TimeLimit.reason(settings.timeout()));
  }
}
