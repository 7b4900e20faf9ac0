package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake gives exactly one line.
class BadScenarioTest {
  private static final String GOOD =
      """
      {
        "version": 1,
        "nodes": [{"id": "a"}, {"id": "slow", "count": 3}],
        "traffic": {"shape": {"type": "steady", "rate": 90}},
        "balancer": {}, "faults": [], "claims": []
      }
      """;

  /// A mistake: what stands in the good scenario, what stands there instead, the line that tells.
  record Mistake(String good, String bad, String line) {
    @Override
    public String toString() {
      return bad;
    }
  }

  static Mistake mistake(String good, String bad, String line) {
    return new Mistake(good, bad, line);
  }

  private static Mistake balancer(String bad, String line) {
    return mistake("\"balancer\": {}", "\"balancer\": " + bad, line);
  }

  private static Mistake claim(String holds, String line) {
    return mistake("\"claims\": []", "\"claims\": [{\"holds\": \"" + holds + "\"}]", line);
  }

  private static Mistake node(String bad, String line) {
    return mistake("{\"id\": \"a\"}", bad, line);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(wholeFile(), topLevel(), nodes(), balancer(), claims())
        .flatMap(stream -> stream);
  }

  private static Stream<Mistake> wholeFile() {
    return Stream.of(
        mistake(GOOD, "", "x.json: there is nothing in it"),
        mistake(GOOD, "  // nothing\n", "x.json: there is nothing in it"),
        mistake(GOOD, "[]", "x.json:1:1: [] is wrong because it is a list; allowed: a scenario"),
        mistake(GOOD, "7", "x.json:1:1: 7 is wrong because it is a number; allowed: a scenario"),
        mistake(GOOD, "null", "x.json:1:1: null is wrong because it is null"),
        mistake(GOOD, "{\"version\": 1, \"nodes\": [{\"id\":", "nodes.0.id: the text ends here"),
        mistake(GOOD, "{\"version\": 1, \"no", "the text ends here"),
        mistake(GOOD, "[".repeat(100_000), "nested too deep; allowed: 32 levels"),
        mistake(GOOD, "{\"a\":".repeat(100_000), "nested too deep; allowed: 32 levels"),
        mistake(GOOD, GOOD + "{}", "x.json:7:1: something follows after the end"),
        mistake(GOOD, GOOD + "x", "x.json:7:"),
        mistake(GOOD, "\0\1\2\3", "x.json:1:1: this is not JSON: Illegal character"),
        mistake(GOOD, "\uFEFF{}", "x.json:1:1: "),
        mistake(GOOD, "{'version': 1}", "the character ''' is not expected here"),
        mistake(GOOD, "{\"version\": 1,}", "no comma behind the last one"),
        mistake(GOOD, "{\"version\": 01}", "this is not JSON"),
        mistake(GOOD, "{\"version\": " + "9".repeat(2000) + "}", "1000 digits"),
        mistake(GOOD, "{\"version\" 1}", "allowed: a colon between a name and its value"),
        mistake("90", "NaN", "traffic.shape.rate: NaN is no JSON value"),
        mistake("90", "-Infinity", "traffic.shape.rate: "),
        mistake("90", "1 2", "a comma or the closing bracket"),
        mistake("\"version\": 1", "/* no end", "the text ends here"));
  }

  private static Stream<Mistake> topLevel() {
    return Stream.of(
        mistake(
            "\"version\": 1,",
            "",
            "x.json:1:1: version: it is missing; allowed here: version, id, title"),
        mistake("\"version\": 1", "\"version\": 2", "x.json:2:14: version: 2 is wrong"),
        mistake("\"version\": 1", "\"version\": \"1\"", "x.json:2:14: version: \"1\" is wrong"),
        mistake("\"version\": 1", "\"version\": 1, \"version\": 1", "it is there twice"),
        mistake(
            "\"version\": 1",
            "\"version\": 1, \"titel\": \"\"",
            "x.json:2:17: titel: there is no field of this name; did you mean title?"),
        mistake(
            "\"nodes\"", "\"node\"", "node: there is no field of this name; did you mean nodes?"),
        top("\"id\": \"a b\"", "id: \"a b\" is wrong"),
        top("\"id\": \"\"", "id: \"\" is wrong because it is empty"),
        top("\"title\": \"\\u001b[31m\"", "title: \"\\u001b[31m\" is wrong"),
        top("\"seed\": 1.5", "seed: 1.5 is wrong because it is not written as a whole number"),
        top("\"seed\": 9223372036854775808", "seed: 9223372036854775808 is wrong"),
        top("\"seed\": \"7\"", "seed: \"7\" is wrong because it is text, not a number"),
        top("\"seed\": null", "seed: null is wrong because it is null"),
        top(
            "\"duration\": 60",
            "duration: 60 is wrong because it has no unit; allowed: a duration"),
        top("\"duration\": \"60\"", "duration: \"60\" is wrong because it has no unit"),
        top("\"duration\": \"-5s\"", "duration: \"-5s\" is wrong because it is negative"),
        top("\"duration\": \"0s\"", "duration: \"0s\" is wrong because it is too short"),
        top(
            "\"duration\": \"25h\"",
            "\"25h\" is wrong because it is too long; allowed: a duration"),
        top("\"duration\": \"99999999999h\"", "too long to be counted"),
        top("\"duration\": \"5 s\"", "duration: \"5 s\" is wrong"),
        top("\"duration\": \"5d\"", "duration: \"5d\" is wrong because its unit is none of"),
        top("\"warmup\": \"60s\"", "warmup: \"60s\" is wrong because nothing of the duration"),
        top("\"warmup\": \"5s\", \"duration\": \"5s\"", "warmup: \"5s\" is wrong"),
        top("\"network\": {\"latency\": \"5ms\"}", "network.latency: \"5ms\" is wrong"),
        top(
            "\"network\": {\"latency\": {\"type\": \"normal\", \"mean\": \"1ms\", \"sd\": 1}}",
            "network.latency.sd: 1 is wrong because it has no unit"));
  }

  private static Mistake top(String field, String line) {
    return mistake("\"version\": 1", "\"version\": 1, " + field, line);
  }

  private static Stream<Mistake> nodes() {
    return Stream.of(
        mistake("[{\"id\": \"a\"}, {\"id\": \"slow\", \"count\": 3}]", "[]", "nodes: [] is wrong"),
        mistake("[{\"id\": \"a\"}, {\"id\": \"slow\", \"count\": 3}]", "{}", "nodes: {} is wrong"),
        node("\"a\"", "nodes.0: \"a\" is wrong because it is text; allowed: an object"),
        node("{}", "x.json:3:13: nodes.0.id: it is missing"),
        node("{\"id\": \"\"}", "nodes.0.id: \"\" is wrong because it is empty"),
        node("{\"id\": \"a/b\"}", "nodes.0.id: \"a/b\" is wrong"),
        node("{\"id\": 7}", "nodes.0.id: 7 is wrong because it is a number"),
        node(
            "{\"id\": \"slow-2\"}",
            "nodes.1.id: \"slow\" is wrong because a node has the id slow-2"),
        node("{\"id\": \"a\"}, {\"id\": \"a\"}", "nodes.1.id: \"a\" is wrong because a node has"),
        node(
            "{\"id\": \"" + "y".repeat(64) + "\", \"count\": 2}",
            "is wrong because with its count it makes the id"),
        node("{\"id\": \"a\", \"count\": 0}", "nodes.0.count: 0 is wrong because it is below 1"),
        node("{\"id\": \"a\", \"count\": 1001}", "nodes.0.count: 1001 is wrong"),
        node("{\"id\": \"a\", \"count\": 2000000000}", "nodes.0.count: 2000000000 is wrong"),
        node("{\"id\": \"a\", \"count\": 1e999}", "nodes.0.count: 1e999 is wrong"),
        node("{\"id\": \"a\", \"count\": 998}", "there would be 1001 nodes; allowed: at most 1000"),
        node(
            "{\"id\": \"a\", \"weight\": -3}", "nodes.0.weight: -3 is wrong because it is below 1"),
        node(
            "{\"id\": \"a\", \"weight\": \"three\"}",
            "x.json:3:35: nodes.0.weight: \"three\" is wrong because it is text, not a number;"
                + " allowed: a whole number from 1 to 1000"),
        node("{\"id\": \"a\", \"wieght\": 1}", "x.json:3:25: nodes.0.wieght: there is no field of"),
        node(
            "{\"id\": \"a\", \"speed\": 0}", "nodes.0.speed: 0 is wrong because it is not above 0"),
        node(
            "{\"id\": \"a\", \"speed\": -0}",
            "nodes.0.speed: -0 is wrong because there is no minus"),
        node(
            "{\"id\": \"a\", \"speed\": 1e999}",
            "nodes.0.speed: 1e999 is wrong because it is above"),
        node("{\"id\": \"a\", \"workers\": 1.5}", "nodes.0.workers: 1.5 is wrong"),
        node("{\"id\": \"a\", \"queue\": -1}", "nodes.0.queue: -1 is wrong because it is below 0"),
        node(
            "{\"id\": \"a\", \"queue\": -0}",
            "nodes.0.queue: -0 is wrong because there is no minus"));
  }

  private static Stream<Mistake> balancer() {
    return Stream.of(
        balancer("{\"count\": 0}", "balancer.count: 0 is wrong because it is below 1"),
        balancer("{\"count\": 101}", "allowed: a whole number from 1 to 100"),
        balancer("{\"count\": 1.5}", "balancer.count: 1.5 is wrong"),
        balancer(
            "{\"timeout\": \"0s\"}", "balancer.timeout: \"0s\" is wrong because it is too short"),
        balancer("{\"strategy\": 7}", "balancer.strategy: 7 is wrong because it is a number"),
        balancer(
            "{\"strategy\": \"round-robbin\"}",
            "balancer.strategy: \"round-robbin\" is wrong because there is none of this name; did you"
                + " mean round-robin?"),
        balancer(
            "{\"strategy\": {\"type\": \"lest-connections\"}}", "did you mean least-connections?"),
        balancer(
            "{\"strategy\": {\"type\": \"maglev\", \"key\": \"cookie\"}}",
            "strategy.key: \"cookie\" is wrong because it is not of the right form; allowed: client, path,"
                + " or header:NAME"),
        balancer(
            "{\"strategy\": {\"type\": \"rendezvous\", \"key\": \"header:a b\"}}",
            "strategy.key: \"header:a b\" is wrong"),
        balancer(
            "{\"strategy\": {\"type\": \"ring-hash\", \"points\": 1001}}",
            "strategy.points: 1001 is wrong because it is above 1000"),
        balancer(
            "{\"strategy\": {\"type\": \"bounded-ring-hash\", \"balanceFactor\": 1}}",
            "strategy.balanceFactor: 1 is wrong because it is below 1.01; allowed: a number from"),
        balancer(
            "{\"strategy\": {\"type\": \"maglev\", \"points\": 5}}",
            "strategy.points: there is no field of this name"),
        balancer(
            "{\"strategy\": {\"type\": \"sticky\", \"first\": \"sticky\"}}",
            "strategy.first: \"sticky\" is wrong because sticky cannot begin with sticky; allowed: any"
                + " other strategy"),
        balancer(
            "{\"strategy\": {\"type\": \"sticky\", \"first\": {\"type\": \"power-of-two\", \"choices\": 0}}}",
            "strategy.first.choices: 0 is wrong"),
        balancer("{\"strategy\": {\"choices\": 2}}", "balancer.strategy"),
        balancer(
            "{\"strategy\": {\"type\": \"random\", \"choices\": 2}}",
            "strategy.choices: there is no"),
        balancer(
            "{\"strategy\": {\"type\": \"power-of-two\", \"choices\": 0}}", "choices: 0 is wrong"),
        balancer(
            "{\"strategy\": {\"type\": \"least-connections\", \"ties\": \"frist\"}}",
            "mean first?"),
        balancer(
            "{\"strategy\": {\"type\": \"peak-ewma\", \"decay\": \"0ms\"}}",
            "strategy.decay: \"0ms\" is wrong because it is too short; allowed: a duration from 1ms to"
                + " 1h"),
        balancer(
            "{\"strategy\": {\"type\": \"peak-ewma\", \"choices\": 2}}",
            "strategy.choices: there is no"),
        balancer(
            "{\"strategy\": {\"type\": \"least-response-time\", \"failurePenalty\": \"2h\"}}",
            "strategy.failurePenalty: \"2h\" is wrong because it is too long"),
        balancer(
            "{\"strategy\": {\"type\": \"least-response-time\", \"failurePenalty\": 5}}",
            "strategy.failurePenalty: 5 is wrong because it has no unit"),
        balancer("{\"retry\": {\"maxAttempts\": 11}}", "balancer.retry.maxAttempts: 11 is wrong"),
        balancer(
            "{\"retry\": {\"retryOn500\": \"yes\"}}",
            "balancer.retry.retryOn500: \"yes\" is wrong"),
        balancer("{\"retry\": 3}", "balancer.retry: 3 is wrong because it is a number"),
        balancer(
            "{\"healthCheck\": {\"path\": \"health\"}}", "healthCheck.path: \"health\" is wrong"),
        balancer(
            "{\"healthCheck\": {\"interval\": \"1ms\"}}", "healthCheck.interval: \"1ms\" is wrong"),
        balancer("{\"healthCheck\": {\"rise\": 0}}", "balancer.healthCheck.rise: 0 is wrong"),
        balancer(
            "{\"healtCheck\": {}}", "balancer.healtCheck: there is no field of this name; did"),
        balancer(
            "{\"outlierEjection\": {\"maxEjected\": 1.1}}",
            "maxEjected: 1.1 is wrong because it is"),
        balancer(
            "{\"outlierEjection\": {\"baseTime\": \"20s\", \"maxTime\": \"10s\"}}",
            "balancer.outlierEjection.maxTime: \"10s\" is wrong because it is too short"));
  }

  private static Stream<Mistake> claims() {
    return Stream.of(
        mistake("\"claims\": []", "\"claims\": [{}]", "claims.0.holds: it is missing"),
        claim("", "claims.0.holds: \"\" is wrong because it is empty"),
        claim(
            "requests.failed = 0",
            "because at character 17 '=' has no meaning (equal is written ==)"),
        claim(
            "requests.failed ==",
            "because at character 19 a number or a path is missing before the end"),
        claim("(1 < 2", "because at character 7 a closing parenthesis is missing before the end"),
        claim("requests.failed", "because at character 16 a comparison is missing"),
        claim("requests.faild == 0", "there is no requests.faild; did you mean failed?"),
        claim(
            "request.failed == 0",
            "there is no request.failed in a summary; did you mean requests?"),
        claim("nodes.slow.share > 0", "there is no node slow; did you mean slow-1?"),
        claim("nodes.a.shares > 0", "there is no nodes.a.shares; did you mean share?"),
        claim("nodes.a > 0", "nodes.a is no number"),
        claim("transitions.a.dwon > 0", "did you mean down?"),
        claim("failures > 0", "failures is no number"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeIsToldInOneLine(Mistake mistake) {
    assertToldInOneLine(mistake);
  }

  @Test
  void theGoodScenarioIsGood() throws ScenarioException {
    Scenario scenario = ScenarioReader.text(GOOD, "x.json", List.of());

    assertThat(scenario.id()).isEqualTo("x");
    assertThat(scenario.title()).isEqualTo("x");
    assertThat(scenario.nodes().stream().map(NodeSpec::id))
        .containsExactly("a", "slow-1", "slow-2", "slow-3");
  }

  @Test
  void allMistakesAreToldInTheOrderOfTheFile() {
    String text =
        GOOD.replace("{\"id\": \"a\"}", "{\"id\": \"a\", \"weight\": 0}")
            .replace("90", "-1")
            .replace("\"balancer\": {}", "\"balancer\": {\"count\": 0, \"x\": 1}");

    assertThat(linesFor(text))
        .extracting(line -> line.replaceFirst("^(x.json:\\d+:\\d+: [^:]+):.*", "$1"))
        .containsExactly(
            "x.json:3:35: nodes.0.weight",
            "x.json:4:51: traffic.shape.rate",
            "x.json:5:25: balancer.count",
            "x.json:5:28: balancer.x");
  }

  @Test
  void countlessMistakesAreNotAllShown() {
    String nodes = "{\"id\": \"a\", \"weight\": 0},".repeat(10_000);

    List<String> lines =
        linesFor(GOOD.replace("[{\"id\": \"a\"}", "[" + nodes + "{\"id\": \"a\"}"));

    assertThat(lines).hasSize(51);
    assertThat(lines.getLast()).isEqualTo("x.json: 9950 more problems are not shown");
  }

  @Test
  void aNameThatIsNoIdMustBeMendedByAnId() {
    ScenarioException e =
        catchThrowableOfType(
            ScenarioException.class, () -> ScenarioReader.text(GOOD, "my file.json", List.of()));

    assertThat(e.lines()).singleElement().asString().contains("id: it is missing");
  }

  static void assertToldInOneLine(Mistake mistake) {
    String text = GOOD.replace(mistake.good(), mistake.bad());

    List<String> lines = linesFor(text);

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith("x.json")
        .contains(mistake.line())
        .contains("allowed")
        .doesNotContain("\n")
        .doesNotContain("jackson")
        .hasSizeLessThan(600);
  }

  private static List<String> linesFor(String text) {
    ScenarioException e =
        catchThrowableOfType(
            ScenarioException.class, () -> ScenarioReader.text(text, "x.json", List.of()));
    assertThat(e).as("a problem").isNotNull();
    return e.lines();
  }
}
