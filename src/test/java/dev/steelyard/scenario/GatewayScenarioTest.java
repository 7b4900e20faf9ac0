package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.balancer.route.AccessLogSettings;
import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RateLimitSettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.SizeLimits;
import dev.steelyard.balancer.route.StoredKey;
import dev.steelyard.balancer.strategy.StrategyType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `pools`, `gateway` and `nodes[].pool`: what they mean, what is written, and what is refused.
class GatewayScenarioTest {
  private static final String HASH = "ab".repeat(32);
  private static final String NODES =
      "[{\"id\": \"a\", \"pool\": \"orders\", \"count\": 2}, {\"id\": \"b\"}]";
  private static final String FULL =
      """
      {
        "routes": [{"id": "r", "host": "*.shop.example", "path": "/api/order/*",
                    "headers": {"X-Beta": "1"}, "query": {"v": "*"}, "pool": "orders",
                    "strip": "/api/order", "rewrite": "/v2"},
                   {"id": "rest", "pool": "default"}],
        "requestId": true,
        "accessLog": {"file": "access.log", "maxSize": 20000, "keep": 0},
        "authentication": {"apiKeys": [{"name": "alice", "sha256": "%s"}],
                           "bearer": [{"name": "bob", "sha256": "%s"}]},
        "rateLimit": {"rate": 2.5, "burst": 20},
        "limits": {"body": 5000000000, "headers": 8192, "uri": 100}
      }
      """
          .formatted(HASH, HASH.toUpperCase(Locale.ROOT));

  @Test
  void everyFieldIsRead() throws ScenarioException {
    Scenario read = scenario(FULL, "[{\"id\": \"orders\", \"balancer\": {\"timeout\": \"1s\"}}]");

    assertThat(read.services().gateway())
        .contains(
            new GatewaySettings(
                List.of(
                    new Route(
                        "r",
                        Optional.of("*.shop.example"),
                        Optional.of("/api/order/*"),
                        Map.of("X-Beta", "1"),
                        Map.of("v", "*"),
                        "orders",
                        Optional.of("/api/order"),
                        Optional.of("/v2")),
                    new Route(
                        "rest",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        "default",
                        Optional.empty(),
                        Optional.empty())),
                true,
                Optional.of(new AccessLogSettings("access.log", 20_000, 0)),
                Optional.of(
                    new AuthenticationSettings(
                        List.of(new StoredKey("alice", HASH)),
                        List.of(new StoredKey("bob", HASH)))),
                Optional.of(new RateLimitSettings(2.5, 20)),
                Optional.of(
                    new SizeLimits(
                        OptionalLong.of(5_000_000_000L),
                        OptionalInt.of(8192),
                        OptionalInt.of(100)))));
    assertThat(read.pools()).containsExactly("orders", "default");
    assertThat(read.balancerOf("orders").timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(read.balancerOf("default")).isEqualTo(read.balancer());
    assertThat(read.balancer().strategy().type()).isEqualTo(StrategyType.RANDOM);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws ScenarioException {
    Scenario read =
        scenario("{\"accessLog\": {\"file\": \"x\"}, \"rateLimit\": {\"rate\": 2.5}}", "[]");

    assertThat(read.services().gateway())
        .contains(
            GatewaySettings.OPEN
                .withAccessLog(Optional.of(new AccessLogSettings("x", 10_000_000, 5)))
                .withRateLimit(Optional.of(new RateLimitSettings(2.5, 3))));
  }

  @Test
  void everythingIsWrittenAsItIsRead() throws ScenarioException {
    for (String gateway : List.of(FULL, "{}", "{\"limits\": {\"uri\": 7}}")) {
      Scenario read = scenario(gateway, "[{\"id\": \"spare\", \"balancer\": {\"retry\": {}}}]");
      String json = ScenarioWriter.json(read);

      Scenario again = ScenarioReader.text(json, "x.json", List.of());

      assertThat(again).isEqualTo(read);
      assertThat(ScenarioWriter.json(again)).isEqualTo(json);
    }
  }

  /// A mistake in the gateway and the line that tells.
  record Mistake(String gateway, String pools, String line) {
    @Override
    public String toString() {
      return line;
    }
  }

  private static Mistake gateway(String gateway, String line) {
    return new Mistake(gateway, "[]", line);
  }

  private static Mistake route(String fields, String line) {
    String route = "{\"id\": \"r\", \"pool\": \"orders\"" + fields + "}";
    return gateway("{\"routes\": [" + route + "]}", line);
  }

  private static Mistake keys(String entries, String line) {
    return gateway("{\"authentication\": {\"apiKeys\": " + entries + "}}", line);
  }

  private static Mistake pools(String pools, String line) {
    return new Mistake("{}", pools, line);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(routes(), authentication(), others()).flatMap(stream -> stream);
  }

  private static Stream<Mistake> routes() {
    return Stream.of(
        gateway("{\"routes\": [{\"id\": \"r\"}]}", "gateway.routes.0.pool: it is missing"),
        gateway("{\"routes\": [{\"pool\": \"orders\"}]}", "gateway.routes.0.id: it is missing"),
        gateway(
            "{\"routes\": [{\"id\": \"r\", \"pool\": \"order\"}]}",
            "gateway.routes.0.pool: \"order\" is wrong because there is no pool of this name; did"
                + " you mean orders?; allowed: orders, default"),
        gateway(
            "{\"routes\": [{\"id\":\"r\",\"pool\":\"orders\"}, {\"id\":\"r\",\"pool\":\"orders\"}]}",
            "gateway.routes.1.id: \"r\" is wrong because there is a route of this id already"),
        route(", \"pth\": \"/a\"", "gateway.routes.0.pth: there is no field of this name; did"),
        route(", \"path\": \"a\"", "gateway.routes.0.path: \"a\" is wrong because it does not"),
        route(", \"path\": \"/a*\"", "because it has a * that is not its whole last segment"),
        route(", \"path\": \"/a/../b\"", "because it has a segment . or .."),
        route(", \"path\": 7", "gateway.routes.0.path: 7 is wrong because it is a number"),
        route(", \"host\": \"a:80\"", "gateway.routes.0.host: \"a:80\" is wrong because it is no"),
        route(", \"strip\": \"/b\", \"path\": \"/a/*\"", "gateway.routes.0.strip: \"/b\" is wrong"),
        route(", \"strip\": \"/b\"", "gateway.routes.0.strip: \"/b\" is wrong because it is not"),
        route(", \"rewrite\": \"v2\"", "gateway.routes.0.rewrite: \"v2\" is wrong"),
        route(", \"headers\": {\"Host\": \"a\"}", "for Host there is the field host"),
        route(", \"headers\": {\"X\": \" a\"}", "gateway.routes.0.headers.X: \" a\" is wrong"),
        route(", \"headers\": {\"X-A\": \"1\", \"x-a\": \"2\"}", "x-a is there twice"),
        route(", \"headers\": {\"X\": 1}", "gateway.routes.0.headers.X: 1 is wrong"),
        route(", \"query\": {\"\": \"1\"}", "gateway.routes.0.query"));
  }

  private static Stream<Mistake> authentication() {
    String told = "printf %s 'KEY' | sha256sum";
    return Stream.of(
        keys("[]", "gateway.authentication.apiKeys: [] is wrong because there is no key"),
        gateway("{\"authentication\": {}}", "gateway.authentication.bearer: {} is wrong"),
        keys("[{\"name\": \"a\"}]", "gateway.authentication.apiKeys.0.sha256: it is missing"),
        keys("[{\"name\": \"a\", \"sha256\": \"hunter2\"}]", "apiKeys.0.sha256: this is no hash"),
        keys("[{\"name\": \"a\", \"sha256\": \"hunter2\"}]", told),
        keys("[{\"name\": \"a\", \"key\": \"hunter2\"}]", "apiKeys.0.key: a key in the clear;"),
        keys("[\"hunter2\"]", "gateway.authentication.apiKeys: a text is no entry of a key"),
        keys("\"hunter2\"", told),
        keys(
            "[{\"name\":\"a\",\"sha256\":\"%s\"}, {\"name\":\"b\",\"sha256\":\"%s\"}]"
                .formatted(HASH, HASH),
            "apiKeys.1.sha256"));
  }

  private static Stream<Mistake> others() {
    return Stream.of(
        gateway("[]", "gateway: [] is wrong because it is a list"),
        gateway("{\"route\": []}", "gateway.route: there is no field of this name; did you mean"),
        gateway("{\"requestId\": 1}", "gateway.requestId: 1 is wrong"),
        gateway("{\"accessLog\": {}}", "gateway.accessLog.file: it is missing"),
        gateway("{\"accessLog\": {\"file\": \"\"}}", "gateway.accessLog.file: \"\" is wrong"),
        gateway(
            "{\"accessLog\": {\"file\": \"x\", \"maxSize\": 9}}",
            "gateway.accessLog.maxSize: 9 is wrong"),
        gateway("{\"rateLimit\": {}}", "gateway.rateLimit.rate: it is missing"),
        gateway("{\"rateLimit\": {\"rate\": 0}}", "gateway.rateLimit.rate: 0 is wrong"),
        gateway("{\"rateLimit\": {\"rate\": 1, \"burst\": 0}}", "gateway.rateLimit.burst: 0"),
        gateway("{\"limits\": {\"body\": -1}}", "gateway.limits.body: -1 is wrong"),
        gateway("{\"limits\": {\"uri\": 0}}", "gateway.limits.uri: 0 is wrong"),
        pools("[{\"id\": \"orders\"}]", "pools.0.balancer: it is missing"),
        pools("[{\"balancer\": {}}]", "pools.0.id: it is missing"),
        pools("[{\"id\": \"o o\", \"balancer\": {}}]", "pools.0.id: \"o o\" is wrong"),
        pools("[{\"id\": \"o\", \"balancer\": {\"count\": 2}}]", "pools.0.balancer.count: 2 is"),
        pools("[{\"id\": \"o\", \"balancer\": {\"timout\": \"2s\"}}]", "did you mean timeout?"),
        pools(
            "[{\"id\": \"o\", \"balancer\": {}}, {\"id\": \"o\", \"balancer\": {}}]",
            "pools.1.id: \"o\" is wrong because there is a pool of this id already"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeGivesOneLine(Mistake mistake) {
    ScenarioException problem =
        catchThrowableOfType(
            ScenarioException.class, () -> scenario(mistake.gateway, mistake.pools));

    assertThat(problem).isNotNull();
    assertThat(String.valueOf(problem.getMessage()).lines())
        .singleElement()
        .asString()
        .contains(mistake.line);
    assertThat(problem.getMessage()).startsWith("x.json:4").doesNotContain("hunter2");
  }

  @Test
  void claimsNameThePools() throws ScenarioException {
    assertThat(claims("pools.orders.requests.failed == 0 and pools.default.latencyMillis.p99 < 5"))
        .hasSize(1);

    ScenarioException problem =
        catchThrowableOfType(
            ScenarioException.class, () -> claims("pools.order.requests.failed == 0"));
    assertThat(problem).hasMessageContaining("there is no pool order; did you mean orders?");
    problem =
        catchThrowableOfType(ScenarioException.class, () -> claims("pools.orders.requests == 0"));
    assertThat(problem).hasMessageContaining("requests.generated, requests.succeeded");
  }

  private static List<Claim> claims(String holds) throws ScenarioException {
    return ScenarioReader.text(
            text("{}, \"claims\": [{\"holds\": \"" + holds + "\"}]", "[]"), "x.json", List.of())
        .claims();
  }

  private static Scenario scenario(String gateway, String pools) throws ScenarioException {
    return ScenarioReader.text(text(gateway, pools), "x.json", List.of());
  }

  private static String text(String gateway, String pools) {
    return "{\"version\": 1, \"nodes\": "
        + NODES
        + ",\n\"traffic\": {\"shape\": {\"type\": \"steady\", \"rate\": 90}},\n"
        + "\"balancer\": {\"strategy\": \"random\"},\n"
        + "\"pools\": "
        + pools
        + ", \"gateway\": "
        + gateway.replace("\n", " ")
        + "}";
  }
}
