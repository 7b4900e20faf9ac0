package dev.steelyard.scenario;

import dev.steelyard.scenario.text.Durations;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.RequestKind;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The traffic of a scenario as fields to write.
final class TrafficFields {
  private TrafficFields() {}

  static Map<String, Object> of(TrafficSettings traffic) {
    Map<String, Object> clients = new LinkedHashMap<>();
    clients.put("count", traffic.clients().count());
    clients.put("skew", traffic.clients().skew());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arrivals", traffic.arrivals().word());
    switch (traffic.arrivals()) {
      case Arrivals.Open open -> fields.put("shape", shape(traffic.shape()));
      case Arrivals.Closed(int users, Distribution think) -> {
        fields.put("users", users);
        fields.put("think", distribution(think));
      }
    }
    fields.put("work", distribution(traffic.work()));
    fields.put("mix", traffic.mix().stream().map(TrafficFields::kind).toList());
    fields.put("clients", clients);
    return fields;
  }

  static Map<String, Object> distribution(Distribution distribution) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", distribution.type());
    switch (distribution) {
      case Distribution.Fixed(Duration value) -> fields.put("value", Durations.format(value));
      case Distribution.Uniform(Duration from, Duration to) -> {
        fields.put("from", Durations.format(from));
        fields.put("to", Durations.format(to));
      }
      case Distribution.Exponential(Duration mean) -> fields.put("mean", Durations.format(mean));
      case Distribution.Normal(Duration mean, Duration sd) -> {
        fields.put("mean", Durations.format(mean));
        fields.put("sd", Durations.format(sd));
      }
      case Distribution.LogNormal(Duration median, Duration p99) -> {
        fields.put("median", Durations.format(median));
        fields.put("p99", Durations.format(p99));
      }
      case Distribution.Pareto(Duration min, double alpha) -> {
        fields.put("min", Durations.format(min));
        fields.put("alpha", alpha);
      }
      case Distribution.Bimodal(Duration low, Duration high, double highShare) -> {
        fields.put("low", Durations.format(low));
        fields.put("high", Durations.format(high));
        fields.put("highShare", highShare);
      }
    }
    return fields;
  }

  private static Object shape(Shape shape) {
    return shape instanceof Shape.Phases phases
        ? phases.phases().stream().map(TrafficFields::phase).toList()
        : oneShape(shape);
  }

  private static Map<String, Object> phase(Shape.Phase phase) {
    Map<String, Object> fields = oneShape(phase.shape());
    fields.put("for", Durations.format(phase.lasting()));
    return fields;
  }

  private static Map<String, Object> oneShape(Shape shape) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", shape.type());
    switch (shape) {
      case Shape.Steady(double rate) -> fields.put("rate", rate);
      case Shape.Ramp(double from, double to, Duration over) -> {
        fields.put("from", from);
        fields.put("to", to);
        fields.put("over", Durations.format(over));
      }
      case Shape.Steps steps ->
          fields.put("steps", steps.steps().stream().map(TrafficFields::step).toList());
      case Shape.Spike(double base, double peak, Duration at, Duration lasting) -> {
        fields.put("base", base);
        fields.put("peak", peak);
        fields.put("at", Durations.format(at));
        fields.put("lasting", Durations.format(lasting));
      }
      case Shape.Sine(double mean, double amplitude, Duration period) -> {
        fields.put("mean", mean);
        fields.put("amplitude", amplitude);
        fields.put("period", Durations.format(period));
      }
      case Shape.Burst(double rate, Duration lasting, Duration every, double base) -> {
        fields.put("rate", rate);
        fields.put("lasting", Durations.format(lasting));
        fields.put("every", Durations.format(every));
        fields.put("base", base);
      }
      case Shape.Phases phases ->
          throw new IllegalArgumentException("phases: they do not stand inside of each other");
    }
    return fields;
  }

  private static Map<String, Object> step(Shape.Step step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rate", step.rate());
    fields.put("for", Durations.format(step.lasting()));
    return fields;
  }

  /// A kind of request, its headers sorted so that the same scenario is always the same text.
  private static Map<String, Object> kind(RequestKind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", kind.method());
    fields.put("path", kind.path());
    fields.put("share", kind.share());
    if (!kind.headers().isEmpty()) {
      fields.put("headers", new TreeMap<>(kind.headers()));
    }
    return fields;
  }
}
