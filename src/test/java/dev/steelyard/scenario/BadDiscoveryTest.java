package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.RegistryEffect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Discovery in a file: what is read and written, and that each mistake gives exactly one line.
class BadDiscoveryTest {
  private static final String SCENARIO =
      """
      {
        "version": 1,
        "nodes": [{"id": "a"}, {"id": "b"}],
        "traffic": {"shape": {"type": "steady", "rate": 90}},
        "discovery": {FIELDS}
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'source': 'registri' | discovery.source: 'registri' is wrong because there is none of this",
        "'source': 'dns' | discovery.source: 'dns' is wrong because this source needs fields",
        "'source': 7 | discovery.source: 7 is wrong because it is a number",
        "'source': {'path': 'x'} | discovery.source.type: it is missing",
        "'source': {'type': 'fil'} | did you mean file?",
        "'source': {'type': 'file'} | discovery.source.path: it is missing",
        "'source': {'type': 'file', 'path': ''} | discovery.source.path: '' is wrong",
        "'source': {'type': 'dns', 'port': 1} | discovery.source.name: it is missing",
        "'source': {'type': 'dns', 'name': 'x'} | discovery.source.port: it is missing",
        "'source': {'type': 'dns', 'name': 'x', 'port': 0} | a whole number from 1 to 65535",
        "'source': {'type': 'dns', 'name': 'x', 'record': 'a', 'port': 1} | did you mean A?",
        "'source': {'type': 'dns', 'name': 'x', 'record': 'SRV', 'port': 1}"
            + " | discovery.source.port: 1 is wrong because SRV records name their own",
        "'source': {'type': 'dns', 'name': 'a..b', 'port': 1} | a name in the DNS such as",
        "'source': {'type': 'dns', 'name': 'x', 'port': 1, 'server': 'a b'} | HOST or HOST:PORT",
        "'source': {'type': 'http-registry'} | discovery.source.url: it is missing",
        "'source': {'type': 'http-registry', 'url': 'https://x'} | allowed: http://HOST:PORT",
        "'source': {'type': 'file', 'path': 'x'}, 'lease': '5s'"
            + " | discovery.lease: '5s' is wrong because it is of the registry of this process",
        "'lease': '1ms' | discovery.lease: '1ms' is wrong because it is too short",
        "'lease': '2s', 'heartbeat': '2s' | discovery.heartbeat: '2s' is wrong because it is too l",
        "'poll': '1ms' | discovery.poll: '1ms' is wrong because it is too short",
        "'poll': '0s', 'watch': false | because there is no watch, so nothing would ever be heard",
        "'poll': '1s', 'pollJitter': '2s' | discovery.pollJitter: '2s' is wrong because it is too",
        "'watch': 'no' | discovery.watch: 'no' is wrong because it is text; allowed: true or false",
        "'whenOutdated': 'kep' | did you mean keep?",
        "'reconnect': {'base': '2s', 'cap': '1s'} | discovery.reconnect.cap: '1s' is wrong",
        "'timeout': '2m' | discovery.timeout: '2m' is wrong because it is too long",
        "'listen': 'here' | discovery.listen: 'here' is wrong because it is no address to listen at",
        "'listen': '127.0.0.1:65536' | discovery.listen: '127.0.0.1:65536' is wrong",
        "'source': {'type': 'file', 'path': 'x'}, 'listen': '1'"
            + " | discovery.listen: '1' is wrong because it is of the registry of this process",
        "'latency': 5 | discovery.latency: 5 is wrong",
        "'leese': '5s' | did you mean lease?",
        "'faults': [{'from': '1s'}] | discovery.faults.0.effect: it is missing",
        "'faults': [{'from': '2s', 'until': '1s', 'effect': {'type': 'unreachable'}}]"
            + " | discovery.faults.0.until: '1s' is wrong because the fault would end before",
        "'faults': [{'effect': {'type': 'unreachabel'}}] | did you mean unreachable?",
        "'faults': [{'effect': {'type': 'heartbeats-lost'}}] | faults.0.effect.node: it is missing",
        "'faults': [{'effect': {'type': 'heartbeats-lost', 'node': 'z'}}] | there is no such node",
        "'faults': [{'effect': {'type': 'late-notifications'}}] | faults.0.effect.by: it is missing",
        "'faults': [{'effect': {'type': 'late-notifications', 'by': '1h'}}] | effect.by: '1h' is wr",
        "'faults': [{'until': '1s', 'effect': {'type': 'memory-lost'}}]"
            + " | faults.0.until: '1s' is wrong because memory is lost in a moment",
        "'faults': [{'effect': {'type': 'watch-cut', 'node': 'a'}}] | there is no field of this name",
      })
  void eachMistakeIsToldInOneLine(String fields, String line) {
    ScenarioException problem = catchThrowableOfType(ScenarioException.class, () -> read(fields));

    assertThat(problem).as("a problem").isNotNull();
    assertThat(problem.lines()).hasSize(1);
    assertThat(problem.lines().getFirst())
        .contains(line.replace('\'', '"'))
        .contains("allowed")
        .startsWith("it.json:5:");
  }

  @Test
  void whatIsLeftOutIsThatOfTheClassroom() throws ScenarioException {
    DiscoverySpec spec = read("").services().discovery().orElseThrow();

    assertThat(spec.settings()).isEqualTo(DiscoverySettings.CLASSROOM);
    assertThat(spec.latency().meanNanos()).isZero();
    assertThat(spec.faults()).isEmpty();
  }

  @Test
  void theRegistryListensOnLoopbackUnlessAHostIsNamed() throws ScenarioException {
    for (String text : List.of("8500", "127.0.0.1:8500")) {
      Scenario scenario = read("'listen': '" + text + "'");

      assertThat(scenario.services().discovery().orElseThrow().listen())
          .hasValue(new ListenAt("127.0.0.1", 8_500));
      assertThat(ScenarioWriter.json(scenario)).contains("\"listen\": \"127.0.0.1:8500\"");
    }
    assertThat(ListenAt.of("[::1]:0").text()).isEqualTo("[::1]:0");
  }

  @Test
  void aShortLeaseIsRenewedOftenEnough() throws ScenarioException {
    DiscoverySpec spec = read("'lease': '3s', 'poll': '1s'").services().discovery().orElseThrow();

    assertThat(spec.settings().heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.settings().pollJitter()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'lease': '3s', 'heartbeat': '1s', 'watch': false, 'poll': '2s', 'pollJitter': '0s'",
        "'cacheFor': '1m', 'whenOutdated': 'drop', 'emptyAfter': '0s', 'timeout': '50ms'",
        "'reconnect': {'base': '10ms', 'cap': '1s'}, 'poll': '0s'",
        "'source': {'type': 'file', 'path': 'members.json'}, 'watch': false",
        "'source': {'type': 'dns', 'name': 'orders.example', 'port': 80, 'server': '127.0.0.1:53'}",
        "'source': {'type': 'dns', 'name': '_http._tcp.orders', 'record': 'SRV'}",
        "'source': {'type': 'http-registry', 'url': 'http://127.0.0.1:8500'}",
        "'latency': {'type': 'exponential', 'mean': '3ms'}, 'faults': ["
            + "{'from': '1s', 'until': '2s', 'effect': {'type': 'unreachable'}},"
            + "{'from': '1s', 'effect': {'type': 'watch-cut'}},"
            + "{'from': '1s', 'effect': {'type': 'heartbeats-lost', 'node': 'b'}},"
            + "{'from': '1s', 'effect': {'type': 'late-notifications', 'by': '700ms'}},"
            + "{'effect': {'type': 'compaction'}}, {'effect': {'type': 'memory-lost'}}]"
      })
  void whatIsWrittenReadsBackEqual(String fields) throws ScenarioException {
    Scenario scenario = read(fields);

    assertThat(ScenarioReader.text(ScenarioWriter.json(scenario), "it.json", List.of()))
        .isEqualTo(scenario);
  }

  @Test
  void faultsAreReadInTheirOrder() throws ScenarioException {
    DiscoverySpec spec =
        read("'faults': [{'effect': {'type': 'watch-cut'}}, {'effect': {'type': 'compaction'}}]")
            .services()
            .discovery()
            .orElseThrow();

    assertThat(spec.faults())
        .extracting(planned -> planned.effect())
        .containsExactly(new RegistryEffect.WatchCut(), new RegistryEffect.Compaction());
  }

  private static Scenario read(String fields) throws ScenarioException {
    return ScenarioReader.text(
        SCENARIO.replace("FIELDS", fields.replace('\'', '"')), "it.json", List.of());
  }
}
