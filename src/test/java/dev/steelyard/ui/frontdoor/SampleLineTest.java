package dev.steelyard.ui.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steelyard.balancer.route.Route;
import dev.steelyard.run.DoorStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleLineTest {
  private static final DoorStatus DOOR = new DoorStatus("127.0.0.1", 8080, 0, 0, 0, List.of());

  @Test
  void withoutRoutesTheRootWillDo() {
    assertEquals("curl -i http://127.0.0.1:8080/", SampleLine.of(DOOR, List.of()));
  }

  @Test
  void pathIsOneThatTheFirstRouteTakes() {
    assertEquals(
        "curl -i http://127.0.0.1:8080/api/1/items/1",
        SampleLine.of(
            DOOR, List.of(Route.of("a", "/api/{id}/items/*", "p"), Route.of("b", "/other", "p"))));
  }

  @Test
  void everythingThatTheRouteAsksForIsThereAndQuoted() {
    Route route =
        new Route(
            "a",
            Optional.of("*.shop.example"),
            Optional.empty(),
            Map.of("X-Who", "it's me"),
            Map.of("a b", Route.ANY),
            "p",
            Optional.empty(),
            Optional.empty());

    assertEquals(
        "curl -i -H 'Host: www.shop.example' -H 'X-Who: it'\\''s me'"
            + " 'http://127.0.0.1:8080/?a%20b=1'",
        SampleLine.of(DOOR, List.of(route)));
  }
}
