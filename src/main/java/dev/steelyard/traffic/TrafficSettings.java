package dev.steelyard.traffic;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

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

  /// The most requests per second that it asks for; empty for closed arrivals, which have no rate
  /// of their own.
  public OptionalDouble greatestRate() {
    return switch (arrivals) {
      case Arrivals.Open _ -> OptionalDouble.of(greatestRate(shape));
      case Arrivals.Closed _ -> OptionalDouble.empty();
    };
  }

  private static double greatestRate(Shape shape) {
    return switch (shape) {
      case Shape.Steady(double rate) -> rate;
      case Shape.Ramp(double from, double to, Duration _) -> Math.max(from, to);
      case Shape.Steps(List<Shape.Step> steps) ->
          steps.stream().mapToDouble(Shape.Step::rate).max().orElseThrow();
      case Shape.Spike spike -> Math.max(spike.base(), spike.peak());
      case Shape.Sine sine -> sine.mean() + sine.amplitude();
      case Shape.Burst burst -> Math.max(burst.rate(), burst.base());
      case Shape.Phases(List<Shape.Phase> phases) ->
          phases.stream().mapToDouble(phase -> greatestRate(phase.shape())).max().orElseThrow();
    };
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
