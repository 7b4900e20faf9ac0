package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Clients;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.RequestKind;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `traffic`.
final class TrafficBinder {
  static final double MOST_SHARE = 1_000_000;

  private static final Choices ARRIVALS =
      new Choices(Arrays.stream(Arrivals.values()).map(Arrivals::word).toList(), List.of("closed"));
  private static final TrafficSettings NOTHING = TrafficSettings.of(Arrivals.POISSON, Shape.NONE);

  private TrafficBinder() {}

  static TrafficSettings bind(Fields scenario) {
    Optional<Fields> found = scenario.object("traffic");
    if (found.isEmpty()) {
      return NOTHING;
    }
    Fields fields = found.get().require("shape");
    Arrivals arrivals = arrivals(fields);
    Shape shape = ShapeBinder.bind(fields);
    Distribution work = DistributionBinder.bind(fields, "work", TrafficSettings.DEFAULT_WORK);
    List<RequestKind> mix = mix(fields);
    Clients clients = clients(fields);
    fields.done();
    return new TrafficSettings(arrivals, shape, work, mix, clients);
  }

  private static Arrivals arrivals(Fields fields) {
    Optional<String> word = fields.choice("arrivals", ARRIVALS);
    if (fields.find("arrivals").orElse(null) instanceof Located.Text text
        && text.value().equals("closed")) {
      fields.find("users");
      fields.find("think");
    }
    return word.flatMap(chosen ->
            Arrays.stream(Arrivals.values())
                .filter(arrivals -> arrivals.word().equals(chosen))
                .findFirst())
        .orElse(Arrivals.POISSON);
  }

  private static List<RequestKind> mix(Fields fields) {
    int before = fields.problems().count();
    List<RequestKind> mix = new ArrayList<>();
    for (Fields entry : fields.objects("mix")) {
      String method = entry.text("method", "GET", Rules.METHOD);
      String path = entry.text("path", "/", Rules.PATH);
      double share = entry.number("share", 1, Range.above(0, MOST_SHARE));
      Map<String, String> headers = entry.texts("headers", Rules.HEADER_NAME, Rules.HEADER_VALUE);
      entry.done();
      mix.add(new RequestKind(method, path, share, headers));
    }
    if (fields.has("mix") && mix.isEmpty() && fields.problems().count() == before) {
      fields.wrong("mix", "there is no kind of request in it", "at least one, or leave it out");
    }
    return mix.isEmpty() ? List.of(RequestKind.GET_ROOT) : mix;
  }

  private static Clients clients(Fields fields) {
    Optional<Fields> found = fields.object("clients");
    if (found.isEmpty()) {
      return Clients.DEFAULTS;
    }
    Fields entry = found.get();
    int count = entry.whole("count", Clients.DEFAULTS.count(), 1, Clients.MOST);
    double skew = entry.number("skew", Clients.DEFAULTS.skew(), Range.of(0, Clients.MOST_SKEW));
    entry.done();
    return new Clients(count, skew);
  }
}
