package dev.steelyard.balancer.route;

import static dev.steelyard.balancer.route.Routes.full;
import static dev.steelyard.balancer.route.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.RouteExplanation.Passed;
import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The most specific route wins, whatever the order of the list.
class RouterTest {
  /// From the most specific to the least; each takes the request below.
  private static final List<Route> BY_PRECEDENCE =
      List.of(
          full("host", "shop.example.com", "/*", Map.of(), Map.of()),
          full("long-wildcard", "*.example.com", "/*", Map.of(), Map.of()),
          full("exact", "*.com", "/api/order", Map.of(), Map.of()),
          full("prefix", "*.com", "/api/order/*", Map.of(), Map.of()),
          full("named", "*.com", "/api/{x}", Map.of(), Map.of()),
          full("short-wildcard", "*.com", "/api/*", Map.of(), Map.of()),
          full("literal", null, "/api/order", Map.of(), Map.of()),
          full("two-headers", null, "/*", Map.of("X-Beta", "*", "X-Team", "*"), Map.of()),
          full("valued-header", null, "/*", Map.of("X-Beta", "1"), Map.of()),
          full("header-and-query", null, "/*", Map.of("X-Beta", "*"), Map.of("v", "2")),
          full("header", null, "/*", Map.of("X-Beta", "*"), Map.of()),
          full("two-queries", null, "/*", Map.of(), Map.of("v", "*", "w", "*")),
          full("valued-query", null, "/*", Map.of(), Map.of("v", "2")),
          full("query", null, "/*", Map.of(), Map.of("v", "*")),
          full("all", null, null, Map.of(), Map.of()));

  private static final Request REQUEST =
      get(
          "/api/order?v=2&w=",
          Map.of("Host", "Shop.Example.com:8080", "x-beta", "1", "X-Team", "blue"));

  @Test
  void eachRouteWinsOnceAllBeforeItAreGone() {
    var shuffle = new Random(7);
    for (int round = 0; round < 200; round++) {
      for (int gone = 0; gone < BY_PRECEDENCE.size(); gone++) {
        List<Route> left = new ArrayList<>(BY_PRECEDENCE.subList(gone, BY_PRECEDENCE.size()));
        Collections.shuffle(left, shuffle);

        assertThat(taken(left, REQUEST)).contains(BY_PRECEDENCE.get(gone).id());
      }
    }
  }

  @Test
  void ofEqualRoutesTheFirstInTheListWins() {
    Route one = full("one", "a.example", "/x", Map.of(), Map.of());
    Route two = full("two", "A.Example", "/%78", Map.of(), Map.of());

    Request request = get("/x", Map.of("Host", "a.example"));
    assertThat(taken(List.of(one, two), request)).contains("one");
    assertThat(taken(List.of(two, one), request)).contains("two");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example,   shop.example,      true",
    "shop.example,   SHOP.example.,     true",
    "shop.example,   shop.example:8080, true",
    "shop.example,   a.shop.example,    false",
    "shop.example,   '',                false",
    "*.shop.example, a.shop.example,    true",
    "*.shop.example, a.b.shop.example,  true",
    "*.shop.example, shop.example,      false",
    "*.shop.example, .shop.example,     false",
    "*.shop.example, eshop.example,     false",
    "127.0.0.1,      127.0.0.1:9,       true",
    "[::1],          [::1]:8080,        true",
    "[::1],          [::1],             true",
  })
  void hosts(String pattern, String host, boolean taken) {
    Request request = host.isEmpty() ? get("/") : get("/", Map.of("host", host));

    assertThat(taken(List.of(Routes.host("r", pattern)), request).isPresent()).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "/?v=2,          true",
    "/?a&v=2&v=3,    true",
    "/?v=3&v=2,      false",
    "/?%76=%32,      true",
    "/?v=2+,         false",
    "/?V=2,          false",
    "/?v,            false",
    "/?xv=2,         false",
    "/v=2,           false",
    "/?v=2%,         false",
    "/?&&v=2&&,      true",
    "/?v=2=,         false",
  })
  void queryParameters(String target, boolean taken) {
    Route route = full("r", null, null, Map.of(), Map.of("v", "2"));

    assertThat(taken(List.of(route), get(target)).isPresent()).isEqualTo(taken);
  }

  @Test
  void aParameterWithoutValueIsThere() {
    Route route = full("r", null, null, Map.of(), Map.of("debug", Route.ANY));

    assertThat(taken(List.of(route), get("/?debug"))).isPresent();
    assertThat(taken(List.of(route), get("/?debug="))).isPresent();
    assertThat(taken(List.of(route), get("/?bug"))).isEmpty();
  }

  @Test
  void noRouteTakesAPathThatClimbs() {
    Route everything = full("r", null, null, Map.of(), Map.of());
    Route open = full("open", null, "/public/*", Map.of(), Map.of());
    var router = new Router(List.of(everything, open));

    assertThat(router.route(get("/public/%2e%2e/admin"))).isNull();
    assertThat(router.explain(get("/public/%2e%2e/admin")).others())
        .extracting(Passed::reason)
        .allMatch(reason -> reason.contains("a segment . or .."));
  }

  @Test
  void explainsWhichRouteTakesItAndWhyNoOtherDoes() {
    var router =
        new Router(
            List.of(
                full("other-host", "x.example", "/api/*", Map.of(), Map.of()),
                full("pay", null, "/api/pay", Map.of(), Map.of()),
                full("beta", null, "/api/*", Map.of("X-Beta", "1"), Map.of()),
                full("old", null, "/api/*", Map.of(), Map.of("v", "1")),
                full("api", null, "/api/*", Map.of(), Map.of()),
                full("rest", null, null, Map.of(), Map.of())));

    RouteExplanation found =
        router.explain(get("/api/order?v=2", Map.of("Host", "a.example:80", "X-Beta", "2")));

    assertThat(found.match()).map(Router.Match::route).map(Route::id).contains("api");
    assertThat(found.others())
        .containsExactly(
            new Passed("other-host", "the host is a.example, not x.example"),
            new Passed("pay", "the path /api/order is not of the form /api/pay"),
            new Passed("beta", "the header X-Beta is '2', not '1'"),
            new Passed("old", "the query parameter v is '2', not '1'"),
            new Passed("rest", "it matches, too, but comes after api"));
  }

  @Test
  void explanationAndRoutingAgreeOnAnyRequest() {
    var random = new Seeds(11).stream("requests");
    var router = new Router(BY_PRECEDENCE);
    for (int i = 0; i < 2_000; i++) {
      String path = List.of("/", "/api", "/api/order", "/api/x/y").get(random.nextInt(4));
      String query = List.of("", "?v=2", "?v=1&w=1").get(random.nextInt(3));
      String host = List.of("shop.example.com", "b.com", "c.org").get(random.nextInt(3));
      Request request =
          get(
              path + query,
              random.nextBoolean() ? Map.of("Host", host) : Map.of("Host", host, "X-Beta", "1"));

      RouteExplanation explanation = router.explain(request);

      assertThat(explanation.match()).isEqualTo(Optional.ofNullable(router.route(request)));
      assertThat(explanation.others()).hasSize(BY_PRECEDENCE.size() - 1);
    }
  }

  private static Optional<String> taken(List<Route> routes, Request request) {
    return Optional.ofNullable(new Router(routes).route(request)).map(match -> match.route().id());
  }
}
