package dev.steelyard.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.LeastConnectionsSpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancersTest {
  private static final Seeds SEEDS = new Seeds(3);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final ScriptedTransport transport = new ScriptedTransport(timeline);
  private final Map<Integer, List<Event>> events = new HashMap<>();

  @Test
  void oneOfThemPicksAsIfItStoodAlone() {
    Balancers one = balancers(1, new PowerOfTwoSpec(2));
    for (int i = 1; i <= 200; i++) {
      one.dispatch(Request.get(i, "/"), 0);
    }
    List<String> picks = List.copyOf(transport.sent);
    transport.sent.clear();

    var alone =
        new Balancer(
            timeline,
            transport,
            pool(),
            SEEDS,
            event -> {},
            BalancerSettings.of(new PowerOfTwoSpec(2)));
    for (int i = 1; i <= 200; i++) {
      alone.dispatch(Request.get(i, "/"), 0);
    }

    assertThat(picks).isEqualTo(transport.sent);
  }

  @Test
  void clientKeepsToOneBalancer() {
    Balancers three = balancers(3, new RoundRobinSpec());
    Map<String, Set<Integer>> used = new HashMap<>();
    Map<Integer, Integer> clients = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      String client = "client-" + i % 300;
      int balancer = balancerOf(three, client);
      if (used.computeIfAbsent(client, name -> new HashSet<>()).add(balancer)) {
        clients.merge(balancer, 1, Integer::sum);
      }
    }

    assertThat(used.values()).allMatch(balancers -> balancers.size() == 1);
    assertThat(clients).hasSize(3);
    // Binomial about 100 of 300, four standard deviations.
    assertThat(clients.values()).allMatch(count -> count > 67 && count < 133);
    assertThat(three.inFlight()).isEqualTo(3_000);
  }

  @Test
  void eachCountsOnlyWhatItSentItself() {
    String first = clientOf(1, 2);
    String second = clientOf(2, 2);
    Balancers two = balancers(2, new LeastConnectionsSpec(Ties.FIRST));

    two.dispatch(request(1, first), 0);
    two.dispatch(request(2, first), 0);
    two.dispatch(request(3, second), 0);

    assertThat(transport.sent).containsExactly("a", "b", "a");
    assertThat(two.inFlight()).isEqualTo(3);
  }

  @Test
  void eachHasItsOwnChance() {
    Balancers two = balancers(2, new StrategySpec.RandomSpec());
    List<List<String>> picks = new ArrayList<>();
    for (String client : List.of(clientOf(1, 2), clientOf(2, 2))) {
      transport.sent.clear();
      for (int i = 0; i < 50; i++) {
        two.dispatch(request(i, client), 0);
      }
      picks.add(List.copyOf(transport.sent));
    }

    assertThat(picks.get(0)).isNotEqualTo(picks.get(1));
  }

  @Test
  void changeIsMadeByAllAndToldOnce() {
    Balancers three = balancers(3, new RoundRobinSpec());
    three.start();
    three.change(three.settings().withStrategy(new LeastConnectionsSpec(Ties.FIRST)));

    assertThat(settingsTold()).isEqualTo(1);
    for (int balancer = 1; balancer <= 3; balancer++) {
      String client = clientOf(balancer, 3);
      transport.sent.clear();
      three.dispatch(request(1, client), 0);
      three.dispatch(request(2, client), 0);
      assertThat(transport.sent).containsExactly("a", "b");
    }
  }

  @Test
  void eachChecksTheNodesInItsOwnTime() {
    Balancers four = balancers(4, checked(1_000));
    transport.answer("a", Answer.OK, 0);
    transport.answer("b", Answer.OK, 0);
    transport.answer("c", Answer.OK, 0);
    four.start();
    timeline.runUntil(2_999_999_999L);

    for (int balancer = 1; balancer <= 4; balancer++) {
      long shift = (balancer - 1) * 250_000_000L;
      assertThat(probes(balancer, "a")).startsWith(shift, shift + 1_000_000_000L).hasSize(3);
    }
  }

  @Test
  void thoseThatHaveNotBegunYetBeginInTheirTurnWithTheChangedChecks() {
    Balancers four = balancers(4, checked(1_000));
    transport.answer("a", Answer.OK, 0);
    four.start();
    timeline.runUntil(100_000_000L);
    four.change(checked(500));
    timeline.runUntil(2_000_000_000L);

    assertThat(probes(4, "a")).containsExactly(750_000_000L, 1_250_000_000L, 1_750_000_000L);
  }

  private Balancers balancers(int count, StrategySpec strategy) {
    return balancers(count, BalancerSettings.of(strategy));
  }

  private Balancers balancers(int count, BalancerSettings settings) {
    return new Balancers(
        timeline,
        transport,
        BalancersTest::pool,
        SEEDS,
        number -> event -> events.computeIfAbsent(number, any -> new ArrayList<>()).add(event),
        settings,
        count);
  }

  private static BalancerSettings checked(long intervalMillis) {
    return BalancerSettings.of(new RoundRobinSpec())
        .withHealthCheck(
            Optional.of(
                new HealthCheckSettings(
                    "/", Duration.ofMillis(intervalMillis), Duration.ofMillis(100), 2, 2)));
  }

  private static Pool pool() {
    var pool = new Pool();
    for (String id : List.of("a", "b", "c")) {
      pool.add(Endpoint.virtual(id), 1);
    }
    return pool;
  }

  private static Request request(long id, String client) {
    return Request.traffic(id, "GET", "/", client, Map.of(), 0);
  }

  /// Which balancer gets a request of this client, by what it tells.
  private int balancerOf(Balancers balancers, String client) {
    events.clear();
    balancers.dispatch(request(1, client), 0);
    return events.keySet().iterator().next();
  }

  /// A client of one of several balancers: it depends on the seeds alone.
  private static String clientOf(int balancer, int count) {
    var other = new BalancersTest();
    Balancers same = other.balancers(count, new RoundRobinSpec());
    for (int i = 0; i < 100; i++) {
      if (other.balancerOf(same, "client-" + i) == balancer) {
        return "client-" + i;
      }
    }
    throw new AssertionError("no client of a hundred goes to balancer " + balancer);
  }

  private long settingsTold() {
    return events.values().stream()
        .flatMap(List::stream)
        .filter(event -> event instanceof Event.SettingChanged)
        .count();
  }

  private List<Long> probes(int balancer, String node) {
    return events.getOrDefault(balancer, List.of()).stream()
        .filter(event -> event instanceof Event.ProbeEnded probe && probe.node().equals(node))
        .map(Event::atNanos)
        .toList();
  }
}
