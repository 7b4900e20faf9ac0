package dev.steelyard.traffic;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Makes requests: their kind, client and work.
///
/// Each of the three has a stream of chance of its own, so that the n-th request of a seed brings
/// the same work whatever the mix is.
final class RequestMaker {
  private static final String NUMBER = "{n}";

  private final RandomGenerator kindChance;
  private final RandomGenerator clientChance;
  private final RandomGenerator workChance;
  private TrafficSettings settings;
  private Ranks kinds;
  private Ranks clients;
  private String[] clientNames;
  private final LongSupplier numbers;
  private long made; // The number of the last one.

  /// @param numbers gives each request its number
  RequestMaker(TrafficSettings settings, Seeds seeds, LongSupplier numbers) {
    this.numbers = numbers;
    this.kindChance = seeds.stream("mix");
    this.clientChance = seeds.stream("clients");
    this.workChance = seeds.stream("work");
    this.settings = settings;
    this.kinds = kinds(settings.mix());
    this.clients = clients(settings.clients());
    this.clientNames = clientNames(settings.clients());
  }

  void use(TrafficSettings changed) {
    if (!changed.mix().equals(settings.mix())) {
      kinds = kinds(changed.mix());
    }
    if (!changed.clients().equals(settings.clients())) {
      clients = clients(changed.clients());
      clientNames = clientNames(changed.clients());
    }
    settings = changed;
  }

  Request next() {
    made = numbers.getAsLong();
    RequestKind kind = settings.mix().get(kinds.draw(kindChance));
    return Request.traffic(
        made,
        kind.method(),
        numbered(kind.path()),
        clientNames[clients.draw(clientChance)],
        numbered(kind.headers()),
        settings.work().sample(workChance));
  }

  private Map<String, String> numbered(Map<String, String> headers) {
    if (headers.isEmpty()) {
      return headers;
    }
    Map<String, String> numbered = new LinkedHashMap<>();
    headers.forEach((name, value) -> numbered.put(name, numbered(value)));
    return numbered;
  }

  private String numbered(String text) {
    return text.contains(NUMBER) ? text.replace(NUMBER, Long.toString(made)) : text;
  }

  private static Ranks kinds(List<RequestKind> mix) {
    return new Ranks(mix.stream().mapToDouble(RequestKind::share).toArray());
  }

  private static Ranks clients(Clients clients) {
    double[] shares = new double[clients.count()];
    for (int rank = 1; rank <= shares.length; rank++) {
      shares[rank - 1] = Math.pow(rank, -clients.skew());
    }
    return new Ranks(shares);
  }

  private static String[] clientNames(Clients clients) {
    String[] names = new String[clients.count()];
    for (int i = 0; i < names.length; i++) {
      names[i] = "client-" + (i + 1);
    }
    return names;
  }
}
