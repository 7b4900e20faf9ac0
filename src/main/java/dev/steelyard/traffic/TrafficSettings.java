package dev.steelyard.traffic;

import java.time.Duration;
import java.util.List;

/// Everything about the traffic that can be set, and changed while it runs.
///
/// @param arrivals how requests come about
/// @param shape the rate over time; closed arrivals have none, and then it is {@link Shape#NONE}
/// @param work how long a request keeps a worker of a node with speed 1
/// @param mix the kinds of requests, at least one
/// @param clients who sends them
public record TrafficSettings(
    Arrivals arrivals, Shape shape, Distribution work, List<RequestKind> mix, Clients clients) {
  public static final Distribution DEFAULT_WORK = new Distribution.Fixed(Duration.ofMillis(10));

  public TrafficSettings {
    shape = arrivals instanceof Arrivals.Closed ? Shape.NONE : shape;
    mix = List.copyOf(mix);
    if (mix.isEmpty()) {
      throw new IllegalArgumentException("mix: there must be at least one kind of request");
    }
  }

  /// The defaults for everything but the shape.
  public static TrafficSettings of(Arrivals arrivals, Shape shape) {
    return new TrafficSettings(
        arrivals, shape, DEFAULT_WORK, List.of(RequestKind.GET_ROOT), Clients.DEFAULTS);
  }

  public TrafficSettings withArrivals(Arrivals changed) {
    return new TrafficSettings(changed, shape, work, mix, clients);
  }

  public TrafficSettings withShape(Shape changed) {
    return new TrafficSettings(arrivals, changed, work, mix, clients);
  }

  public TrafficSettings withWork(Distribution changed) {
    return new TrafficSettings(arrivals, shape, changed, mix, clients);
  }

  /// What counts most, in a few words: `steady 300 requests/s, poisson` or `closed, 20 users`.
  public String words() {
    return switch (arrivals) {
      case Arrivals.Open open -> shape.words() + ", " + open.word();
      case Arrivals.Closed closed ->
          closed.word() + ", " + closed.users() + (closed.users() == 1 ? " user" : " users");
    };
  }
}
