package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.Route;
import dev.steelyard.balancer.route.RouteProblem;
import dev.steelyard.ui.setting.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;

/// The routes of the gateway, one of which can be picked and written anew.
final class RoutesModel {
  /// The place of no route.
  static final int NONE = -1;

  private final Setting<GatewaySettings> gateway;
  private final ObservableValue<List<String>> pools;
  private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
  private final IntegerProperty picked = new SimpleIntegerProperty(this, "picked", NONE);
  private final RouteForm form = new RouteForm();

  /// A route of the list.
  ///
  /// @param problems what cannot be meant about it
  record Row(Route route, List<String> problems) {
    Row {
      problems = List.copyOf(problems);
    }

    /// What it asks of a request, in a line.
    String asks() {
      List<String> parts = new ArrayList<>();
      route.host().ifPresent(parts::add);
      parts.add(route.path().orElse("/*"));
      if (!route.query().isEmpty()) {
        parts.add("?" + Conditions.QUERY.words(route.query()));
      }
      if (!route.headers().isEmpty()) {
        parts.add(Conditions.HEADERS.words(route.headers()));
      }
      return String.join("  ", parts);
    }

    /// What becomes of the path, in a few words; empty if nothing does.
    String rewrites() {
      return Stream.of(
              route.strip().map(prefix -> "strip " + prefix),
              route.rewrite().map(prefix -> "put " + prefix + " in front"))
          .flatMap(Optional::stream)
          .reduce((one, other) -> one + ", " + other)
          .orElse("");
    }
  }

  /// @param pools the ids of the pools that have nodes
  RoutesModel(Setting<GatewaySettings> gateway, ObservableValue<List<String>> pools) {
    this.gateway = gateway;
    this.pools = pools;
    gateway.now().subscribe(now -> read());
    pools.subscribe(now -> read());
    picked.subscribe(now -> showPicked());
  }

  ReadOnlyObjectProperty<List<Row>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  ObservableValue<List<String>> pools() {
    return pools;
  }

  /// The place of the route that stands in the form, or {@link #NONE}.
  IntegerProperty pickedProperty() {
    return picked;
  }

  /// The picked route while it is written.
  RouteForm form() {
    return form;
  }

  /// Adds a route that takes every request, and picks it.
  void add() {
    List<Route> routes = routes();
    String pool = pools.getValue().isEmpty() ? "default" : pools.getValue().getFirst();
    routes.add(Route.of(freeId(routes), "/*", pool));
    set(routes);
    picked.set(routes.size() - 1);
  }

  /// Removes the picked route.
  void remove() {
    int place = picked.get();
    if (place == NONE) {
      return;
    }
    List<Route> routes = routes();
    routes.remove(place);
    picked.set(NONE);
    set(routes);
    picked.set(Math.min(place, routes.size() - 1));
  }

  /// Moves the picked route up or down, if it can go there.
  ///
  /// @param by -1 for up, 1 for down
  void move(int by) {
    int from = picked.get();
    int to = from + by;
    List<Route> routes = routes();
    if (from == NONE || to < 0 || to >= routes.size()) {
      return;
    }
    Collections.swap(routes, from, to);
    set(routes);
    picked.set(to);
  }

  /// Puts what stands in the form in place of the picked route, if all of it is fine.
  void apply() {
    int place = picked.get();
    if (place == NONE) {
      return;
    }
    List<Route> routes = routes();
    List<String> others = new ArrayList<>(routes.stream().map(Route::id).toList());
    others.remove(place);
    form.read(others)
        .ifPresent(route -> {
          routes.set(place, route);
          set(routes);
          form.show(route);
        });
  }

  /// Throws away what was written in the form.
  void revert() {
    showPicked();
  }

  private List<Route> routes() {
    return new ArrayList<>(gateway.get().routes());
  }

  private void set(List<Route> routes) {
    gateway.set(gateway.get().withRoutes(routes));
  }

  private void read() {
    GatewaySettings settings = gateway.get();
    List<RouteProblem> problems = RouteProblem.of(settings, new HashSet<>(pools.getValue()));
    List<Row> read = new ArrayList<>();
    for (Route route : settings.routes()) {
      read.add(
          new Row(
              route,
              problems.stream()
                  .filter(problem -> problem.route().equals(route.id()))
                  .map(RouteProblem::text)
                  .toList()));
    }
    boolean other = !routesOf(read).equals(routesOf(rows.get()));
    if (!read.equals(rows.get())) {
      rows.set(List.copyOf(read));
    }
    if (picked.get() >= read.size()) {
      picked.set(NONE);
    } else if (other) {
      showPicked();
    }
  }

  private static List<Route> routesOf(List<Row> rows) {
    return rows.stream().map(Row::route).toList();
  }

  private void showPicked() {
    int place = picked.get();
    if (place != NONE && place < rows.get().size()) {
      form.show(rows.get().get(place).route());
    }
  }

  private static String freeId(List<Route> routes) {
    List<String> taken = routes.stream().map(Route::id).toList();
    int number = 1;
    while (taken.contains("route-" + number)) {
      number++;
    }
    return "route-" + number;
  }
}
