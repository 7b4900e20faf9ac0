package dev.steelyard.balancer.route;

import static dev.steelyard.balancer.route.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.request.Refusal;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.Verdict.Admitted;
import dev.steelyard.balancer.route.Verdict.Refused;
import dev.steelyard.balancer.time.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The filters and their order.
class GateTest {
  private static final AuthenticationSettings KEYS =
      new AuthenticationSettings(
          List.of(
              StoredKey.of("alice", "open sesame"),
              StoredKey.of("alice", "her second key"),
              StoredKey.of("carol", "c")),
          List.of(StoredKey.of("bob", "abc.def-123")));

  @Test
  void withoutAnySettingsEverythingGoesToTheFirstPoolAsItCame() {
    Request request = get("/any/../where?x");

    assertThat(gate(GatewaySettings.OPEN).judge(request, 0))
        .isEqualTo(new Admitted(request, "", ""));
  }

  @Test
  void admitsToThePoolOfTheRouteWithThePathThatNodesSee() {
    Route route =
        new Route(
            "orders",
            Optional.empty(),
            Optional.of("/api/order/*"),
            Map.of(),
            Map.of(),
            "order-pool",
            Optional.of("/api/order"),
            Optional.of("/v2"));
    var gate = gate(GatewaySettings.OPEN.withRoutes(List.of(route)));

    assertThat(gate.judge(get("/api/order/7?x=1"), 0))
        .isEqualTo(new Admitted(get("/v2/7?x=1"), "orders", "order-pool"));
    assertThat(gate.judge(get("/api/pay"), 0))
        .isEqualTo(new Refused(get("/api/pay"), Refusal.NO_ROUTE));
  }

  @Test
  void aKeyNamesTheClient() {
    var gate = gate(GatewaySettings.OPEN.withAuthentication(Optional.of(KEYS)));

    assertThat(client(gate, Map.of("x-api-key", "open sesame"))).isEqualTo("alice");
    assertThat(client(gate, Map.of("X-API-Key", "her second key"))).isEqualTo("alice");
    assertThat(client(gate, Map.of("X-API-Key", "c"))).isEqualTo("carol");
    assertThat(client(gate, Map.of("Authorization", "Bearer abc.def-123"))).isEqualTo("bob");
    assertThat(client(gate, Map.of("authorization", "bearer  abc.def-123"))).isEqualTo("bob");
    assertThat(client(gate, Map.of("X-API-Key", "wrong", "Authorization", "Bearer abc.def-123")))
        .isEqualTo("bob");
  }

  @Test
  void whoShowsNoKnownKeyIsRefused() {
    var gate = gate(GatewaySettings.OPEN.withAuthentication(Optional.of(KEYS)));

    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of("X-API-Key", ""),
            Map.of("X-API-Key", "Open Sesame"),
            Map.of("X-API-Key", "abc.def-123"), // A bearer token is no API key.
            Map.of("Authorization", "Bearer open sesame"),
            Map.of("Authorization", "Basic abc.def-123"),
            Map.of("Authorization", "Bearer"),
            Map.of("Authorization", "abc.def-123"))) {
      assertThat(gate.judge(get("/", headers), 0))
          .isEqualTo(new Refused(get("/", headers), Refusal.UNAUTHORIZED));
    }
  }

  @Test
  void hashIsThatOfSha256sum() {
    assertThat(StoredKey.of("a", "secret").sha256())
        .isEqualTo("2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b");
  }

  @Test
  void aKeyInTheClearIsRefusedWithoutBeingRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoredKey("alice", "hunter2"))
        .withMessage(
            "sha256: it must be the 64 hex digits that this prints: " + StoredKey.HOW_TO_HASH)
        .withMessageNotContaining("hunter2");
  }

  @Test
  void eachClientHasARateOfItsOwnAndIsToldExactlyWhenToComeBack() {
    var gate = gate(GatewaySettings.OPEN.withRateLimit(Optional.of(new RateLimitSettings(2, 3))));
    Request alice = get("/").withClient("alice");
    Request bob = get("/").withClient("bob");

    for (int i = 0; i < 3; i++) {
      assertThat(gate.judge(alice, 0)).isInstanceOf(Admitted.class);
    }
    assertThat(gate.judge(alice, 0))
        .isEqualTo(new Refused(alice, Refusal.rateLimited(500_000_000)));
    assertThat(gate.judge(bob, 0)).isInstanceOf(Admitted.class);
    assertThat(gate.judge(alice, 499_999_999))
        .isEqualTo(new Refused(alice, Refusal.rateLimited(1)));
    assertThat(gate.judge(alice, 500_000_000)).isInstanceOf(Admitted.class);
  }

  @Test
  void retryAfterIsRoundedUpToWholeSeconds() {
    assertThat(Refusal.rateLimited(1).retryAfterSeconds()).isEqualTo(1);
    assertThat(Refusal.rateLimited(1_000_000_000).retryAfterSeconds()).isEqualTo(1);
    assertThat(Refusal.rateLimited(1_000_000_001).retryAfterSeconds()).isEqualTo(2);
    assertThat(Refusal.UNAUTHORIZED.retryAfterSeconds()).isZero();
  }

  @Test
  void refusesWhatIsTooLargeByOneByte() {
    var limits = new SizeLimits(OptionalLong.of(10), OptionalInt.of(40), OptionalInt.of(8));
    var gate = gate(GatewaySettings.OPEN.withLimits(Optional.of(limits)));
    Map<String, String> forty = Map.of("X-A", "v".repeat(13), "X-B", "v".repeat(13));

    assertThat(
            forty.entrySet().stream()
                .mapToInt(e -> (e.getKey() + ": " + e.getValue() + "\r\n").length())
                .sum())
        .isEqualTo(40);
    assertThat(gate.judge(get("/1234567", forty).withBody(10), 0)).isInstanceOf(Admitted.class);
    assertThat(refusal(gate, get("/12345678"))).isEqualTo(Refusal.URI_TOO_LONG);
    assertThat(refusal(gate, get("/", Map.of("X-A", "v".repeat(34)))))
        .isEqualTo(Refusal.HEADERS_TOO_LARGE);
    assertThat(refusal(gate, get("/").withBody(11))).isEqualTo(Refusal.BODY_TOO_LARGE);
    assertThat(gate.judge(get("/").withBody(Request.UNKNOWN_LENGTH), 0))
        .as("nobody knows yet")
        .isInstanceOf(Admitted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id with blanks", "", "x\r\ny", "\u00e4"})
  void anInsaneRequestIdIsReplaced(String given) {
    var gate = gate(GatewaySettings.OPEN.withRequestId(true));

    Request sent = gate.judge(get("/", Map.of("x-request-id", given, "X-Other", "1")), 0).request();

    assertThat(sent.headers()).containsOnlyKeys("X-Request-Id", "X-Other");
    assertThat(sent.header("X-Request-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void aSaneRequestIdIsKeptAndNewOnesDifferAndRepeatWithTheSeed() {
    var gate = gate(GatewaySettings.OPEN.withRequestId(true));
    Request own = get("/", Map.of("X-Request-ID", "abc-1"));

    assertThat(gate.judge(own, 0).request()).isEqualTo(own);
    String first = gate.judge(get("/"), 0).request().header("X-Request-Id");
    assertThat(gate.judge(get("/"), 0).request().header("X-Request-Id")).isNotEqualTo(first);
    var again = gate(GatewaySettings.OPEN.withRequestId(true));
    assertThat(again.judge(get("/"), 0).request().header("X-Request-Id")).isEqualTo(first);
  }

  /// Identity, then authentication, rate, size, route: each later fault is seen only once the
  /// earlier ones are mended.
  @Test
  void filtersActInTheirOrder() {
    var gate =
        gate(
            new GatewaySettings(
                List.of(Route.of("a", "/a", "a")),
                true,
                Optional.empty(),
                Optional.of(KEYS),
                Optional.of(new RateLimitSettings(1, 1)),
                Optional.of(
                    new SizeLimits(OptionalLong.of(0), OptionalInt.empty(), OptionalInt.empty()))));
    Request carol = get("/b", Map.of("X-API-Key", "c"));

    assertThat(refusal(gate, get("/b").withBody(1))).isEqualTo(Refusal.UNAUTHORIZED);
    assertThat(refusal(gate, carol.withBody(1))).isEqualTo(Refusal.BODY_TOO_LARGE);
    assertThat(refusal(gate, carol.withBody(1)).status()).isEqualTo(429);
    Verdict last = gate.judge(carol, 1_000_000_000);
    assertThat(last).isInstanceOf(Refused.class);
    assertThat(((Refused) last).refusal()).isEqualTo(Refusal.NO_ROUTE);
    assertThat(last.request().client()).isEqualTo("carol");
    assertThat(last.request().header("X-Request-Id")).isNotNull();
  }

  private static String client(Gate gate, Map<String, String> headers) {
    assertThat(gate.judge(get("/", headers), 0)).isInstanceOf(Admitted.class);
    return gate.judge(get("/", headers), 0).request().client();
  }

  private static Refusal refusal(Gate gate, Request request) {
    Verdict verdict = gate.judge(request, 0);
    assertThat(verdict).isInstanceOf(Refused.class);
    return ((Refused) verdict).refusal();
  }

  private static Gate gate(GatewaySettings settings) {
    return new Gate(settings, new Seeds(1));
  }
}
