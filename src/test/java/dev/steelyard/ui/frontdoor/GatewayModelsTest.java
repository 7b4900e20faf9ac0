package dev.steelyard.ui.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.StoredKey;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

/// Routes, filters and the tester, without a toolkit.
class GatewayModelsTest {
  private static final String KEY = "a-key-that-nobody-guesses";

  private final ObjectProperty<GatewaySettings> now =
      new SimpleObjectProperty<>(
          GatewaySettings.OPEN.withRoutes(
              List.of(
                  Route.of("orders", "/api/order/*", "orders"), Route.of("rest", "/*", "pay"))));
  private final ObjectProperty<List<String>> pools =
      new SimpleObjectProperty<>(List.of("orders", "pay"));
  private final Board<GatewaySettings> board =
      new Board<>(now, new SimpleObjectProperty<>(GatewaySettings.OPEN), now::set);
  private final RoutesModel routes =
      new RoutesModel(Setting.of(board, all -> all, (before, all) -> all), pools);
  private final TesterModel tester = new TesterModel(now, pools);
  private final FiltersModel filters = new FiltersModel(board, () -> KEY);

  @Test
  void routeIsWrittenAndTakesEffectAsAWhole() {
    routes.pickedProperty().set(0);
    RouteForm form = routes.form();
    form.host.textProperty().set(" shop.example ");
    form.headers.textProperty().set("X-Beta: 1\nX-Other: *\n");
    form.query.textProperty().set("v=2");
    form.strip.textProperty().set("/api/order");
    form.rewrite.textProperty().set("/v2");
    form.pool.textProperty().set("pay");
    assertEquals(Optional.empty(), now.get().routes().getFirst().host());

    routes.apply();

    assertEquals(
        new Route(
            "orders",
            Optional.of("shop.example"),
            Optional.of("/api/order/*"),
            Map.of("X-Beta", "1", "X-Other", "*"),
            Map.of("v", "2"),
            "pay",
            Optional.of("/api/order"),
            Optional.of("/v2")),
        now.get().routes().getFirst());
  }

  @Test
  void badFieldsSayWhatIsWrongAndNothingChanges() {
    GatewaySettings before = now.get();
    routes.pickedProperty().set(0);
    RouteForm form = routes.form();
    form.id.textProperty().set("no blanks");
    form.path.textProperty().set("api");
    form.headers.textProperty().set("X-Beta");
    form.strip.textProperty().set("/other");
    routes.apply();

    assertEquals(before, now.get());
    for (Entry<?> entry : List.of(form.id, form.path, form.headers, form.strip)) {
      assertFalse(entry.messageProperty().get().isEmpty());
    }
    assertEquals("", form.host.messageProperty().get());

    routes.revert();
    assertTrue(form.all.stream().allMatch(Entry::isFine));
    assertEquals("orders", form.id.textProperty().get());
  }

  @Test
  void idOfAnotherRouteIsTaken() {
    GatewaySettings before = now.get();
    routes.pickedProperty().set(0);
    routes.form().id.textProperty().set("rest");
    routes.apply();

    assertEquals("Another route has this id", routes.form().id.messageProperty().get());
    assertEquals(before, now.get());
  }

  @Test
  void stripIsLookedAtAgainWhenThePathChanges() {
    routes.pickedProperty().set(0);
    RouteForm form = routes.form();
    form.strip.textProperty().set("/api/order");
    assertEquals("", form.strip.messageProperty().get());

    form.path.textProperty().set("/api/pay/*");
    assertFalse(form.strip.isFine());
  }

  @Test
  void routesAreAddedMovedAndRemoved() {
    routes.add();
    assertEquals(List.of("orders", "rest", "route-1"), ids());
    assertEquals(2, routes.pickedProperty().get());
    assertEquals("route-1", routes.form().id.textProperty().get());

    routes.move(-1);
    assertEquals(List.of("orders", "route-1", "rest"), ids());
    assertEquals(1, routes.pickedProperty().get());
    routes.move(-1);
    routes.move(-1);
    assertEquals(List.of("route-1", "orders", "rest"), ids());

    routes.remove();
    assertEquals(List.of("orders", "rest"), ids());
    assertEquals("orders", routes.form().id.textProperty().get());
    routes.remove();
    routes.remove();
    routes.remove();
    assertEquals(List.of(), ids());
    assertEquals(RoutesModel.NONE, routes.pickedProperty().get());
  }

  @Test
  void routesThatNeverMatchAndPoolsWithoutNodesAreTold() {
    routes.add();
    List<RoutesModel.Row> rows = routes.rowsProperty().get();

    assertEquals(List.of(), rows.getFirst().problems());
    assertTrue(rows.getLast().problems().getFirst().startsWith("it never matches: rest"));

    pools.set(List.of("pay"));
    String told = routes.rowsProperty().get().getFirst().problems().getFirst();
    assertTrue(told.contains("the pool orders, which has no node"), told);
  }

  @Test
  void testerNamesTheRouteTheTargetAndTheReasons() {
    routes.pickedProperty().set(0);
    routes.form().strip.textProperty().set("/api/order");
    routes.apply();
    tester.path.textProperty().set("/api/order/7");
    tester.query.textProperty().set("v=2");

    TesterModel.Answer answer = tester.answerProperty().get();
    assertEquals(TesterModel.Kind.TAKEN, answer.kind());
    assertEquals("Route orders takes it to the pool orders, as /7?v=2.", answer.text());
    assertEquals(1, answer.others().size());
    assertEquals("it matches, too, but comes after orders", answer.others().getFirst().reason());
  }

  @Test
  void testerFollowsTheRoutesAndSaysWhenNothingFits() {
    now.set(now.get().withRoutes(List.of(Route.of("orders", "/api/order/*", "orders"))));
    tester.path.textProperty().set("/else");
    assertEquals(TesterModel.Kind.REFUSED, tester.answerProperty().get().kind());

    now.set(GatewaySettings.OPEN);
    assertEquals(TesterModel.Kind.OPEN, tester.answerProperty().get().kind());

    tester.path.textProperty().set("no path");
    assertEquals(TesterModel.Kind.UNCLEAR, tester.answerProperty().get().kind());
    assertFalse(tester.path.isFine());
  }

  @Test
  void newKeyIsShownOnceAndOnlyItsHashIsKept() {
    KeysModel keys = filters.keys();
    keys.name.textProperty().set("alice");
    keys.kindProperty().set(KeysModel.Kind.BEARER);
    keys.add();

    assertEquals(
        List.of(StoredKey.of("alice", KEY)), now.get().authentication().orElseThrow().bearer());
    assertFalse(now.get().toString().contains(KEY));
    KeysModel.Fresh fresh = keys.freshProperty().get().orElseThrow();
    assertEquals("Authorization: Bearer " + KEY, fresh.kind().header(fresh.key()));

    keys.dismiss();
    assertTrue(keys.freshProperty().get().isEmpty());
    keys.remove(keys.keys().getValue().getFirst());
    assertTrue(now.get().authentication().isEmpty());
  }

  @Test
  void clientWithABadNameGetsNoKey() {
    filters.keys().name.textProperty().set("two words");
    filters.keys().add();

    assertTrue(now.get().authentication().isEmpty());
    assertFalse(filters.keys().name.isFine());
  }

  @Test
  void filtersAreSwitchedAndTyped() {
    assertEquals(0, filters.count().getValue());
    filters.requestId().set(true);
    filters.rateLimitOn().set(true);
    filters.limitsOn().set(true);
    filters.accessLogOn().set(true);
    assertEquals(4, filters.count().getValue());

    var rate = filters.rate();
    rate.textProperty().set("25");
    rate.commit();
    assertEquals(25, now.get().rateLimit().orElseThrow().rate());

    var body = filters.bodyLimit();
    body.textProperty().set("");
    body.commit();
    assertTrue(now.get().limits().orElseThrow().body().isEmpty());
    body.textProperty().set("-1");
    body.commit();
    assertFalse(body.messageProperty().get().isEmpty());
    assertTrue(now.get().limits().orElseThrow().body().isEmpty());

    var size = filters.accessLogSize();
    size.textProperty().set("50,000");
    size.commit();
    assertEquals(50_000, now.get().accessLog().orElseThrow().maxSize());
  }

  private List<String> ids() {
    return now.get().routes().stream().map(Route::id).toList();
  }
}
