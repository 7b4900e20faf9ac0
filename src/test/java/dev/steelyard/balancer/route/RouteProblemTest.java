package dev.steelyard.balancer.route;

import static dev.steelyard.balancer.route.Routes.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Routes that cannot be meant are told.
class RouteProblemTest {
  @Test
  void aRouteBehindOneThatAsksForTheSameNeverMatches() {
    assertThat(
            problems(
                full("one", "A.example", "/a/{x}", Map.of("X-A", "1"), Map.of("v", "1")),
                full("two", "a.example", "/%61/{y}", Map.of("x-a", "1"), Map.of("v", "1"))))
        .containsExactly(
            new RouteProblem("two", "it never matches: one asks for the same before it"));
  }

  @Test
  void noPathIsEveryPath() {
    assertThat(
            problems(
                full("one", null, "/*", Map.of(), Map.of()),
                full("two", null, null, Map.of(), Map.of())))
        .extracting(RouteProblem::route)
        .containsExactly("two");
  }

  @Test
  void routesThatDifferInAnythingAllHaveTheirRequests() {
    assertThat(
            problems(
                full("all", null, "/a/*", Map.of(), Map.of()),
                full("host", "a.example", "/a/*", Map.of(), Map.of()),
                full("wild", "*.a.example", "/a/*", Map.of(), Map.of()),
                full("exact", null, "/a", Map.of(), Map.of()),
                full("slash", null, "/a/", Map.of(), Map.of()),
                full("named", null, "/a/{x}", Map.of(), Map.of()),
                full("below", null, "/a/{x}/*", Map.of(), Map.of()),
                full("header", null, "/a/*", Map.of("X", "1"), Map.of()),
                full("any", null, "/a/*", Map.of("X", "*"), Map.of()),
                full("query", null, "/a/*", Map.of(), Map.of("X", "1"))))
        .isEmpty();
  }

  @Test
  void aPathThatTheUriLimitRefusesNeverMatches() {
    var settings =
        GatewaySettings.OPEN
            .withRoutes(List.of(Route.of("long", "/a/{x}/b", "p"), Route.of("short", "/a", "p")))
            .withLimits(
                Optional.of(
                    new SizeLimits(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.of(5))));

    assertThat(RouteProblem.of(settings, Set.of("p")))
        .extracting(RouteProblem::route)
        .containsExactly("long"); // At its shortest /a/x/b.
  }

  @Test
  void aPoolWithoutNodesIsTold() {
    assertThat(
            RouteProblem.of(
                GatewaySettings.OPEN.withRoutes(List.of(Route.of("a", "/a", "orders"))), Set.of()))
        .containsExactly(new RouteProblem("a", "it leads to the pool orders, which has no node"));
  }

  @Test
  void headersThatContradictEachOtherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full("r", null, null, Map.of("X-A", "1", "x-a", "2"), Map.of()))
        .withMessageMatching("headers: '(X-A|x-a)' must be there once");
  }

  @Test
  void idsAreThereOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            GatewaySettings.OPEN.withRoutes(
                List.of(Route.of("a", "/a", "p"), Route.of("a", "/b", "p"))))
        .withMessage("routes: each id may be there once");
  }

  private static List<RouteProblem> problems(Route... routes) {
    return RouteProblem.of(
        GatewaySettings.OPEN.withRoutes(List.of(routes)),
        Set.copyOf(List.of(routes).stream().map(Route::pool).toList()));
  }
}
