package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Problem;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.traffic.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `traffic.shape`.
final class ShapeBinder {
  private static final Choices TYPES =
      new Choices(List.of("steady", "ramp", "steps"), List.of("spike", "sine", "burst"));
  private static final Shape NOTHING = new Shape.Steady(0);

  private ShapeBinder() {}

  static Shape bind(Fields traffic) {
    if (traffic.find("shape").orElse(null) instanceof Located.Items phases) {
      traffic
          .problems()
          .add(
              Problem.wrong(
                  traffic.pathOf("shape"),
                  phases,
                  "a list of phases is not available yet",
                  "an object in braces"));
      return NOTHING;
    }
    Optional<Fields> found = traffic.object("shape");
    if (found.isEmpty()) {
      return NOTHING;
    }
    Fields fields = found.get().require("type");
    Shape shape =
        switch (fields.choice("type", TYPES).orElse("")) {
          case "steady" -> new Shape.Steady(rate(fields, "rate"));
          case "ramp" ->
              new Shape.Ramp(rate(fields, "from"), rate(fields, "to"), time(fields, "over"));
          case "steps" -> steps(fields);
          default -> unknown(fields);
        };
    fields.done();
    return shape;
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
    return NOTHING;
  }

  private static Shape unknown(Fields fields) {
    fields.ignoreRest();
    return NOTHING;
  }

  private static double rate(Fields fields, String name) {
    return fields.require(name).number(name, 0, Range.of(0, Shape.MOST_RATE));
  }

  private static Duration time(Fields fields, String name) {
    return fields
        .require(name)
        .duration(name, Rules.SHORTEST, Rules.SHORTEST, Scenario.LONGEST_DURATION);
  }
}
