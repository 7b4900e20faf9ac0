package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.Shape.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `traffic.shape`: one shape, or a list of them, each with a `for`.
final class ShapeBinder {
  private static final String SHAPE = "shape";
  private static final Choices TYPES =
      Choices.of(List.of("steady", "ramp", "steps", "spike", "sine", "burst"));

  private ShapeBinder() {}

  static Shape bind(Fields traffic) {
    if (traffic.find(SHAPE).orElse(null) instanceof Located.Items) {
      return phases(traffic);
    }
    Optional<Fields> found = traffic.object(SHAPE);
    if (found.isEmpty()) {
      return Shape.NONE;
    }
    Shape shape = one(found.get());
    found.get().done();
    return shape;
  }

  private static Shape phases(Fields traffic) {
    int before = traffic.problems().count();
    List<Phase> phases = new ArrayList<>();
    for (Fields entry : traffic.objects(SHAPE)) {
      phases.add(new Phase(one(entry), time(entry, "for")));
      entry.done();
    }
    if (traffic.problems().count() > before) {
      return Shape.NONE;
    }
    if (phases.isEmpty() || phases.size() > Shape.MOST_PHASES) {
      traffic.wrong(
          SHAPE,
          "there are " + phases.size() + " phases in it",
          "1 to " + Shape.MOST_PHASES + " phases");
      return Shape.NONE;
    }
    return new Shape.Phases(phases);
  }

  private static Shape one(Fields fields) {
    fields.require("type");
    return switch (fields.choice("type", TYPES).orElse("")) {
      case "steady" -> new Shape.Steady(rate(fields, "rate"));
      case "ramp" -> new Shape.Ramp(rate(fields, "from"), rate(fields, "to"), time(fields, "over"));
      case "steps" -> steps(fields);
      case "spike" -> spike(fields);
      case "sine" -> sine(fields);
      case "burst" -> burst(fields);
      default -> unknown(fields);
    };
  }

  private static Shape spike(Fields fields) {
    double base = rate(fields, "base");
    double peak = rate(fields, "peak");
    Duration at =
        fields.require("at").duration("at", Rules.NONE, Rules.NONE, Scenario.LONGEST_DURATION);
    return new Shape.Spike(base, peak, at, time(fields, "lasting"));
  }

  private static Shape sine(Fields fields) {
    int before = fields.problems().count();
    double mean = rate(fields, "mean");
    boolean meanKnown = fields.has("mean") && fields.problems().count() == before;
    double most = meanKnown ? Shape.Sine.mostAmplitude(mean) : Shape.MOST_RATE;
    double amplitude = fields.require("amplitude").number("amplitude", 0, Range.of(0, most));
    Duration period = period(fields, "period");
    return meanKnown ? new Shape.Sine(mean, amplitude, period) : Shape.NONE;
  }

  private static Shape burst(Fields fields) {
    double rate = rate(fields, "rate");
    double base = fields.number("base", 0, Range.of(0, Shape.MOST_RATE));
    Duration every = period(fields, "every");
    Duration lasting =
        fields.require("lasting").duration("lasting", Rules.SHORTEST, Rules.SHORTEST, every);
    return new Shape.Burst(rate, lasting, every, base);
  }

  private static Shape steps(Fields fields) {
    fields.require("steps");
    int before = fields.problems().count();
    List<Shape.Step> steps = new ArrayList<>();
    for (Fields entry : fields.objects("steps")) {
      steps.add(new Shape.Step(rate(entry, "rate"), time(entry, "for")));
      entry.done();
    }
    if (!steps.isEmpty()) {
      return new Shape.Steps(steps);
    }
    if (fields.has("steps") && fields.problems().count() == before) {
      fields.wrong("steps", "there is no step in it", "at least one step");
    }
    return Shape.NONE;
  }

  private static Shape unknown(Fields fields) {
    fields.ignoreRest();
    return Shape.NONE;
  }

  private static double rate(Fields fields, String name) {
    return fields.require(name).number(name, 0, Range.of(0, Shape.MOST_RATE));
  }

  private static Duration time(Fields fields, String name) {
    return fields
        .require(name)
        .duration(name, Rules.SHORTEST, Rules.SHORTEST, Scenario.LONGEST_DURATION);
  }

  private static Duration period(Fields fields, String name) {
    return fields
        .require(name)
        .duration(
            name, Scenario.LONGEST_DURATION, Shape.SHORTEST_PERIOD, Scenario.LONGEST_DURATION);
  }
}
