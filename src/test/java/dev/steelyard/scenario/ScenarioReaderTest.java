package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SlowStartSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.KeyedSpec;
import dev.steelyard.balancer.strategy.ResponseTimes;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.Ties;
import dev.steelyard.balancer.strategy.hash.HashKey;
import dev.steelyard.scenario.json.FieldChange;
import dev.steelyard.traffic.Clients;
import dev.steelyard.traffic.RequestKind;
import dev.steelyard.traffic.TrafficSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
  private static final String SMALL =
      """
      { // the least that is a scenario
        "version": 1,
        "nodes": [{"id": "a"}, {"id": "b.c"}],
        "traffic": {"shape": {"type": "steady", "rate": 90}},
        "balancer": {"strategy": {"type": "power-of-two", "choices": 3}}
      }
      """;

  @TempDir Path directory;

  @Test
  void whatIsLeftOutHasItsDefault() throws ScenarioException {
    String least = SMALL.replaceAll(",\\s+\"balancer\".*", "");

    Scenario scenario = ScenarioReader.text(least, "dir/small.json", List.of());

    assertThat(scenario.id()).isEqualTo("small");
    assertThat(scenario.title()).isEqualTo("small");
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.duration()).isEqualTo(Duration.ofSeconds(60));
    assertThat(scenario.warmup()).isZero();
    assertThat(scenario.networkLatency().meanNanos()).isZero();
    assertThat(scenario.nodes().getFirst())
        .isEqualTo(new NodeSpec("a", 1, 1, 1, OptionalInt.empty()));
    assertThat(scenario.traffic().work()).isEqualTo(TrafficSettings.DEFAULT_WORK);
    assertThat(scenario.traffic().mix()).containsExactly(RequestKind.GET_ROOT);
    assertThat(scenario.traffic().clients()).isEqualTo(Clients.DEFAULTS);
    assertThat(scenario.balancer().strategy()).isEqualTo(new StrategySpec.RoundRobinSpec());
    assertThat(scenario.balancer().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.balancer().retry()).isEmpty();
    assertThat(scenario.balancer().healthCheck()).isEmpty();
    assertThat(scenario.balancer().outlierEjection()).isEmpty();
    assertThat(scenario.balancer().circuitBreaker()).isEmpty();
    assertThat(scenario.balancer().slowStart()).isEmpty();
    assertThat(scenario.balancer().panicThreshold()).isZero();
  }

  @Test
  void partsOfTheBalancerThatAreThereHaveProductionDefaults() throws ScenarioException {
    Scenario scenario =
        changed(
            "balancer.retry={}",
            "balancer.healthCheck={}",
            "balancer.outlierEjection={}",
            "balancer.circuitBreaker={}",
            "balancer.slowStart={}");

    assertThat(scenario.balancer().retry()).contains(RetrySettings.DEFAULTS);
    assertThat(scenario.balancer().healthCheck()).contains(HealthCheckSettings.PRODUCTION);
    assertThat(scenario.balancer().outlierEjection()).contains(OutlierSettings.PRODUCTION);
    assertThat(scenario.balancer().circuitBreaker()).contains(CircuitBreakerSettings.PRODUCTION);
    assertThat(scenario.balancer().slowStart()).contains(SlowStartSettings.CLASSROOM);
  }

  @Test
  void successRatesAreComparedUnlessThatIsSwitchedOff() throws ScenarioException {
    assertThat(successRate("{}")).contains(SuccessRateSettings.PRODUCTION);
    assertThat(successRate("{\"successRate\": true}")).contains(SuccessRateSettings.PRODUCTION);
    assertThat(successRate("{\"successRate\": {\"minimumNodes\": 3}}"))
        .contains(new SuccessRateSettings(3, 100, 1.9));
    assertThat(successRate("{\"successRate\": false}")).isEmpty();
  }

  private static Optional<SuccessRateSettings> successRate(String ejection)
      throws ScenarioException {
    return changed("balancer.outlierEjection=" + ejection)
        .balancer()
        .outlierEjection()
        .orElseThrow()
        .successRate();
  }

  @Test
  void aStrategyCanBeItsNameAlone() throws ScenarioException {
    assertThat(changed("balancer.strategy=least-connections").balancer().strategy())
        .isEqualTo(new StrategySpec.LeastConnectionsSpec(Ties.RANDOM));
  }

  @Test
  void aNewTypeTakesTheOldSettingsAlong() throws ScenarioException {
    assertThat(changed("balancer.strategy.type=random").balancer().strategy())
        .isEqualTo(new StrategySpec.RandomSpec());
    assertThat(changed("balancer.strategy.type=power-of-two").balancer().strategy())
        .isEqualTo(new StrategySpec.PowerOfTwoSpec(3));
    assertThat(
            changed("balancer.strategy.maxFails=7", "balancer.strategy.type=weighted-round-robin")
                .balancer()
                .strategy())
        .isEqualTo(new StrategySpec.WeightedRoundRobinSpec(7));
  }

  @Test
  void strategiesByResponseTimeHaveDefaultsOfTheirOwn() throws ScenarioException {
    assertThat(changed("balancer.strategy=peak-ewma").balancer().strategy())
        .isEqualTo(
            new StrategySpec.PeakEwmaSpec(
                new ResponseTimes(Duration.ofSeconds(10), Duration.ZERO)));
    assertThat(
            changed(
                    "balancer.strategy=least-response-time",
                    "balancer.strategy.decay=2s",
                    "balancer.strategy.failurePenalty=300ms")
                .balancer()
                .strategy())
        .isEqualTo(
            new StrategySpec.LeastResponseTimeSpec(
                new ResponseTimes(Duration.ofSeconds(2), Duration.ofMillis(300))));
  }

  @Test
  void fieldsOfAStrategyGivenByNameCanBeSet() throws ScenarioException {
    assertThat(
            changed("balancer.strategy=least-connections", "balancer.strategy.ties=first")
                .balancer()
                .strategy())
        .isEqualTo(new StrategySpec.LeastConnectionsSpec(Ties.FIRST));
  }

  @Test
  void keyedStrategiesHaveTheirKeyAndSettings() throws ScenarioException {
    assertThat(strategy("maglev")).isEqualTo(new KeyedSpec.MaglevSpec(HashKey.CLIENT));
    assertThat(strategy("{\"type\": \"rendezvous\", \"key\": \"header:X-User\"}"))
        .isEqualTo(new KeyedSpec.RendezvousSpec(new HashKey.Header("X-User")));
    assertThat(strategy("{\"type\": \"bounded-ring-hash\", \"key\": \"path\", \"points\": 9}"))
        .isEqualTo(new KeyedSpec.BoundedRingHashSpec(HashKey.PATH, 9, 1.25));
  }

  @Test
  void theFirstChoiceOfStickyIsAnyOtherStrategy() throws ScenarioException {
    assertThat(strategy("sticky"))
        .isEqualTo(new KeyedSpec.StickySpec(HashKey.CLIENT, new StrategySpec.RoundRobinSpec()));
    assertThat(strategy("{\"type\": \"sticky\", \"first\": \"least-connections\"}"))
        .isEqualTo(
            new KeyedSpec.StickySpec(
                HashKey.CLIENT, new StrategySpec.LeastConnectionsSpec(Ties.RANDOM)));
    assertThat(
            strategy("{\"type\": \"sticky\", \"first\": {\"type\": \"ring-hash\", \"points\": 2}}"))
        .isEqualTo(
            new KeyedSpec.StickySpec(
                HashKey.CLIENT, new KeyedSpec.RingHashSpec(HashKey.CLIENT, 2)));
  }

  private static StrategySpec strategy(String json) throws ScenarioException {
    return changed("balancer.strategy=null", "balancer.strategy=" + json).balancer().strategy();
  }

  @Test
  void nodesAreSetByPlaceAndById() throws ScenarioException {
    Scenario scenario = changed("nodes.0.weight=3", "nodes.b.c.weight=4", "nodes.2={\"id\":\"d\"}");

    assertThat(scenario.nodes()).extracting(NodeSpec::weight).containsExactly(3, 4, 1);
    assertThat(scenario.nodes()).extracting(NodeSpec::id).containsExactly("a", "b.c", "d");
  }

  @Test
  void missingObjectsAreMadeAndNullTakesAway() throws ScenarioException {
    assertThat(changed("network.latency={\"type\":\"fixed\",\"value\":\"5ms\"}").networkLatency())
        .satisfies(latency -> assertThat(latency.meanNanos()).isEqualTo(5e6));
    assertThat(changed("balancer.retry.maxAttempts=2").balancer().retry())
        .contains(new RetrySettings(2, false));
    assertThat(changed("balancer=null").balancer().strategy())
        .isEqualTo(new StrategySpec.RoundRobinSpec());
    assertThat(changed("nodes.a=null").nodes()).hasSize(1);
    assertThat(changed("title=a=b").title()).isEqualTo("a=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nodes.0.weight=-3;--set nodes.0.weight=-3: nodes.0.weight: -3 is wrong",
        "seed;--set seed: it cannot be set: this is not PATH=VALUE",
        "=5;--set =5: it cannot be set: this is not PATH=VALUE",
        "a..b=5;--set a..b=5: a..b: it cannot be set: this is not PATH=VALUE",
        "nodes.7.weight=1;nodes.7.weight: it cannot be set: 7 is not in this list; allowed: 0 to 2, a",
        "nodes.z.weight=1;nodes.z.weight: it cannot be set: z is no id in this list",
        "nodes.-1.weight=1;nodes.-1.weight: it cannot be set: -1 is no id in this list",
        "version.x=1;version.x: it cannot be set: version is a number",
        "nodez=1;--set nodez=1: nodez: there is no field of this name; did you mean nodes?",
        "nodes=null;nodes: it is missing",
        "traffic.shape.rate=1e999;--set traffic.shape.rate=1e999: traffic.shape.rate: 1e999 is wrong",
        "traffic.shape.rate=NaN;traffic.shape.rate: \"NaN\" is wrong because it is text",
        "traffic.shape.type=ramp;traffic.shape.from: it is missing",
        "seed={\"a\":1,\"a\":2};seed",
        "duration=2m 3;duration: \"2m 3\" is wrong because it is not a number with a unit",
      })
  void badChangesAreToldWithTheirOption(String change, String line) {
    ScenarioException e = catchThrowableOfType(ScenarioException.class, () -> changed(change));

    assertThat(e.lines().getFirst()).contains(line).contains("allowed");
  }

  @Test
  void aTooLongPathIsNotFollowed() {
    ScenarioException e =
        catchThrowableOfType(ScenarioException.class, () -> changed("a.".repeat(50_000) + "a=1"));

    assertThat(e.lines()).singleElement().asString().contains("it cannot be set");
  }

  @Test
  void aFileIsRead() throws IOException, ScenarioException {
    Path file = Files.writeString(directory.resolve("my-own.json"), SMALL);

    assertThat(ScenarioReader.named(file.toString(), List.of()).id()).isEqualTo("my-own");
  }

  @Test
  void whatIsNoFileIsTold() throws IOException {
    Path bytes = directory.resolve("bytes.json");
    Files.write(bytes, new byte[] {'{', '\n', ' ', (byte) 0xC3, (byte) 0x28});
    Path marked = Files.writeString(directory.resolve("marked.json"), "\uFEFF" + SMALL);
    Path wide = Files.write(directory.resolve("wide.json"), new byte[] {(byte) 0xFF, (byte) 0xFE});
    Path large = Files.write(directory.resolve("large.json"), new byte[10_000_001]);

    assertThat(lineFor(directory.toString())).contains("this is a directory; allowed: a scenario");
    assertThat(lineFor(bytes.toString())).contains("bytes.json:2:2: the bytes here are no text");
    assertThat(lineFor(marked.toString())).contains("marked.json:1:1: the file begins with a byte");
    assertThat(lineFor(wide.toString())).contains("wide.json: the file is written in UTF-16");
    assertThat(lineFor(large.toString())).contains("large.json: the file is too large");
    assertThat(lineFor("no/such.json"))
        .startsWith("no/such.json: there is no such file; allowed: a");
    assertThat(lineFor("overlod.json")).contains("did you mean overload?");
    assertThat(lineFor("")).contains("there is no such file");
    assertThat(lineFor("a\0b")).startsWith("a\\u0000b: this is no name of a file");
  }

  @Test
  void aFileThatMayNotBeReadIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("secret.json"), SMALL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "the user may read everything");

    assertThat(lineFor(file.toString())).contains("secret.json: the file may not be read");
  }

  private static String lineFor(String name) {
    ScenarioException e =
        catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.named(name, List.of()));
    assertThat(e.lines()).hasSize(1);
    return e.lines().getFirst();
  }

  private static Scenario changed(String... changes) throws ScenarioException {
    return ScenarioReader.text(SMALL, "small.json", FieldChange.set(List.of(changes)));
  }
}
