package dev.steelyard.balancer;

import dev.steelyard.balancer.discovery.Difference;
import dev.steelyard.balancer.discovery.MemberList;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.strategy.hash.XxHash64;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Several balancers in front of the same nodes, alike in their settings, each with a view of its
/// own: it counts the requests that it sent itself, checks the nodes itself, ejects by the traffic
/// that it saw itself, and has its own chance. None knows of the others.
///
/// A client keeps to one balancer, as somebody who has looked up a name once, or a process that has
/// its balancer built in. Which one is drawn by a hash of the client's name; so with fewer clients
/// than balancers some stay idle, and uneven clients make uneven balancers.
///
/// Processes do not start in the same moment: each begins its health checks a part of the interval
/// after the one before. With one balancer everything is as if it stood alone.
public final class Balancers {
  private final Timeline timeline;
  private final List<Balancer> all = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final List<BalancerMembers> members = new ArrayList<>();
  private final long salt;

  /// @param poolOfEach makes a pool of the same nodes for each balancer
  /// @param seeds the root of all chance; the first balancer uses it itself, the others
  ///   `balancer-2`, `balancer-3`, ... of it
  /// @param events hears what the balancer of a number, from 1, does; a change of settings is told
  ///   by the first one only
  /// @param count 1 or more
  public Balancers(
      Timeline timeline,
      Transport transport,
      Supplier<Pool> poolOfEach,
      Seeds seeds,
      IntFunction<EventSink> events,
      BalancerSettings settings,
      int count) {
    this.timeline = timeline;
    this.salt = seeds.stream("balancer").nextLong();
    for (int number = 1; number <= count; number++) {
      Seeds own = number == 1 ? seeds : seeds.branch("balancer-" + number);
      EventSink told = number == 1 ? events.apply(1) : withoutSettings(events.apply(number));
      Pool pool = poolOfEach.get();
      Transport way = count == 1 ? transport : new Shared(transport);
      var balancer = new Balancer(timeline, way, pool, own, told, settings);
      pools.add(pool);
      all.add(balancer);
      members.add(new BalancerMembers(balancer, pool));
    }
  }

  /// Begins the health checks and the sweeps.
  public void start() {
    Duration interval =
        settings().healthCheck().map(HealthCheckSettings::interval).orElse(Duration.ZERO);
    all.getFirst().start();
    for (int i = 1; i < all.size(); i++) {
      timeline.after(interval.toNanos() * i / all.size(), all.get(i)::start);
    }
  }

  /// How many there are.
  public int count() {
    return all.size();
  }

  /// The members of the balancer of this number, from 1. Who learns of nodes that come and go tells
  /// it there; each balancer may learn of them in its own time.
  public MemberList members(int number) {
    return members.get(number - 1);
  }

  /// Tells all of them at once who comes and goes.
  public void change(Difference difference) {
    members.forEach(each -> each.change(difference));
  }

  public BalancerSettings settings() {
    return all.getFirst().settings();
  }

  /// Requests that have not ended.
  public long inFlight() {
    long sum = 0;
    for (Balancer balancer : all) {
      sum += balancer.inFlight();
    }
    return sum;
  }

  /// Has one request balanced by the balancer of its client.
  ///
  /// @param intendedNanos when it should have been sent; its latency counts from here
  /// @return calls it off, since its client has gone; does nothing when it is over
  public Cancellable dispatch(Request request, long intendedNanos) {
    return of(request.client()).dispatch(request, intendedNanos);
  }

  /// Changes the settings of all of them at once.
  public void change(BalancerSettings changed) {
    all.forEach(balancer -> balancer.change(changed));
  }

  private Balancer of(String client) {
    return all.size() == 1
        ? all.getFirst()
        : all.get(Math.floorMod(XxHash64.of(client, salt), all.size()));
  }

  private static EventSink withoutSettings(EventSink events) {
    return event -> {
      if (!(event instanceof Event.SettingChanged)) {
        events.on(event);
      }
    };
  }

  /// The transport of all of them: it lets go of a node when the last balancer has done so.
  private final class Shared implements Transport {
    private final Transport transport;

    Shared(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Cancellable send(Endpoint endpoint, Request request, Done done) {
      return transport.send(endpoint, request, done);
    }

    @Override
    public void forget(Endpoint endpoint) {
      boolean inUse =
          pools.stream()
              .flatMap(pool -> pool.find(endpoint.id()).stream())
              .anyMatch(node -> node.endpoint().equals(endpoint));
      if (!inUse) {
        transport.forget(endpoint);
      }
    }
  }
}
