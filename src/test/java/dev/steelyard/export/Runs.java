package dev.steelyard.export;

import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.run.Observer;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// What the tests of this package play.
final class Runs {
  private Runs() {}

  /// All that can be told, after the eventful run.
  static Exposition figures() throws Exception {
    var endpoint = new MetricsEndpoint("1.2.3");
    try (var open = endpoint.open(anyPort())) {
      Observer figures = endpoint.of(eventful());
      new VirtualRunner(scenario -> figures).run(eventful(), progress -> {}, () -> false);
      tellOfDiscovery(figures);
      return Exposition.scrape(open.port());
    }
  }

  /// In which everything happens that is counted: nodes die and are noticed, others are slow and
  /// get hedges, retries are made and withheld.
  static Scenario eventful() throws ScenarioException {
    return scenario(
        """
        {
          "version": 1,
          "id": "eventful",
          "seed": 11,
          "duration": "20s",
          "nodes": [{"id": "a", "weight": 3}, {"id": "b"}, {"id": "c"}, {"id": "slow", "speed": 0.2}],
          "traffic": {
            "shape": {"type": "steady", "rate": 100},
            "work": {"type": "exponential", "mean": "5ms"},
            "mix": [{"path": "/", "share": 0.9}, {"method": "POST", "path": "/pay", "share": 0.1}]
          },
          "balancer": {
            "strategy": "random",
            "timeout": "200ms",
            "retry": {"maxAttempts": 3, "budget": {"ratio": 0.05, "minPerSecond": 1, "ttl": "2s"}},
            "hedge": {"after": "60ms"},
            "healthCheck": {"interval": "500ms", "timeout": "400ms", "rise": 2, "fall": 2}
          },
          "faults": [
            {"node": "b", "from": "4s", "until": "8s", "effect": {"type": "refuse"}},
            {"node": "c", "from": "6s", "until": "9s", "scope": "traffic",
             "effect": {"type": "errors", "ratio": 0.9}}
          ]
        }
        """);
  }

  static Scenario scenario(String json) throws ScenarioException {
    return ScenarioReader.text(json, "test.json", List.of());
  }

  /// What a registry and its watchers would tell, with a node that comes and goes.
  private static void tellOfDiscovery(Observer figures) {
    figures.on(new Event.MemberJoined(1, "e", 1));
    figures.on(new Event.MemberLeft(2, "e"));
    figures.on(new Event.LeaseChanged(3, "orders", "e", LeaseChange.EXPIRED));
    figures.on(
        new Event.DiscoveryChanged(
            4, "orders", DiscoveryState.WATCHING, DiscoveryState.RECONNECTING, "cut off"));
  }

  /// Any free port of this machine only.
  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
