package dev.steelyard.scenario;

import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Arrivals.Closed;
import dev.steelyard.traffic.Arrivals.Open;
import dev.steelyard.traffic.Clients;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.traffic.RequestKind;
import dev.steelyard.traffic.Shape;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads `traffic`.
final class TrafficBinder {
  static final double MOST_SHARE = 1_000_000;

  private static final String SHAPE = "shape";
  private static final String USERS = "users";
  private static final String THINK = "think";
  private static final String CLOSED = "closed";
  private static final Choices ARRIVALS =
      Choices.of(
          Stream.concat(Arrays.stream(Open.values()).map(Open::word), Stream.of(CLOSED)).toList());
  private static final Distribution NO_TIME = new Distribution.Fixed(Duration.ZERO);
  private static final TrafficSettings NOTHING = TrafficSettings.of(Arrivals.POISSON, Shape.NONE);

  private TrafficBinder() {}

  static TrafficSettings bind(Fields scenario) {
    Optional<Fields> found = scenario.object("traffic");
    if (found.isEmpty()) {
      return NOTHING;
    }
    Fields fields = found.get();
    Arrivals arrivals = arrivals(fields);
    Shape shape = arrivals instanceof Closed ? Shape.NONE : ShapeBinder.bind(fields);
    Distribution work = DistributionBinder.bind(fields, "work", TrafficSettings.DEFAULT_WORK);
    List<RequestKind> mix = mix(fields);
    Clients clients = clients(fields);
    fields.done();
    return new TrafficSettings(arrivals, shape, work, mix, clients);
  }

  private static Arrivals arrivals(Fields fields) {
    Optional<String> word = fields.choice("arrivals", ARRIVALS);
    if (word.isEmpty() && fields.has("arrivals")) { // Unknown, so anything may belong to it.
      List.of(SHAPE, USERS, THINK).forEach(fields::find);
      return Arrivals.POISSON;
    }
    return word.equals(Optional.of(CLOSED)) ? closed(fields) : open(fields, word);
  }

  private static Arrivals open(Fields fields, Optional<String> word) {
    fields.require(SHAPE);
    for (String name : List.of(USERS, THINK)) {
      if (fields.has(name)) {
        fields.wrong(name, "only closed arrivals have it", "leave it out, or closed arrivals");
      }
    }
    return Arrays.stream(Open.values())
        .filter(arrivals -> word.equals(Optional.of(arrivals.word())))
        .findFirst()
        .orElse(Open.POISSON);
  }

  private static Arrivals closed(Fields fields) {
    fields.require(USERS, THINK);
    if (fields.has(SHAPE)) {
      fields.wrong(
          SHAPE, "closed arrivals have no rate of their own", "leave it out, or open arrivals");
    }
    int users = fields.whole(USERS, 1, 1, Closed.MOST_USERS);
    return new Closed(users, DistributionBinder.bind(fields, THINK, NO_TIME));
  }

  private static List<RequestKind> mix(Fields fields) {
    int before = fields.problems().count();
    List<RequestKind> mix = new ArrayList<>();
    for (Fields entry : fields.objects("mix")) {
      String method = entry.text("method", "GET", Rules.METHOD);
      String path = entry.text("path", "/", Rules.PATH);
      double share = entry.number("share", 1, Range.above(0, MOST_SHARE));
      Map<String, String> headers = entry.texts("headers", Rules.HEADER_NAME, Rules.HEADER_VALUE);
      checkHost(entry, headers);
      entry.done();
      mix.add(new RequestKind(method, path, share, headers));
    }
    if (fields.has("mix") && mix.isEmpty() && fields.problems().count() == before) {
      fields.wrong("mix", "there is no kind of request in it", "at least one, or leave it out");
    }
    return mix.isEmpty() ? List.of(RequestKind.GET_ROOT) : mix;
  }

  private static void checkHost(Fields entry, Map<String, String> headers) {
    headers.forEach((name, value) -> {
      if (name.equalsIgnoreCase("Host") && !Rules.HOST.allows(value)) {
        entry.wrong("headers", value + " is no host", Rules.HOST.words());
      }
    });
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
