package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

/// A route while it is written. Nothing of it takes effect before all of it is fine and it is asked
/// for.
final class RouteForm {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~](?:[ -~]{0,1998}[!-~])?");

  final Entry<String> id = new Entry<>(RouteForm::checkedId);
  final Entry<Optional<String>> host = new Entry<>(text -> optional(text, Route::hostProblem));
  final Entry<Optional<String>> path = new Entry<>(text -> optional(text, Route::pathProblem));
  final Entry<Map<String, String>> headers = new Entry<>(RouteForm::checkedHeaders);
  final Entry<Map<String, String>> query = new Entry<>(Conditions.QUERY::read);
  final Entry<String> pool = new Entry<>(RouteForm::checkedId);
  final Entry<Optional<String>> strip = new Entry<>(this::checkedStrip);
  final Entry<Optional<String>> rewrite = new Entry<>(text -> optional(text, Route::prefixProblem));

  /// All fields, in their order on screen.
  final List<Entry<?>> all = List.of(id, host, path, headers, query, pool, strip, rewrite);

  RouteForm() {
    path.textProperty().subscribe(typed -> strip.check()); // What may be stripped depends on it.
  }

  /// Whether something is wrong.
  BooleanBinding wrong() {
    return Bindings.createBooleanBinding(
        () -> !all.stream().allMatch(Entry::isFine),
        all.stream().map(Entry::messageProperty).toArray(javafx.beans.Observable[]::new));
  }

  /// Puts a route into the fields.
  void show(Route route) {
    id.show(route.id());
    host.show(route.host().orElse(""));
    path.show(route.path().orElse(""));
    headers.show(Conditions.HEADERS.write(route.headers()));
    query.show(Conditions.QUERY.write(route.query()));
    pool.show(route.pool());
    strip.show(route.strip().orElse(""));
    rewrite.show(route.rewrite().orElse(""));
  }

  /// The route that stands in the fields; empty if something is wrong, which then stands beside the
  /// field.
  ///
  /// @param taken ids that other routes have
  Optional<Route> read(List<String> taken) {
    all.forEach(Entry::check);
    if (taken.contains(id.textProperty().get().strip())) {
      id.blame("Another route has this id");
    }
    if (!all.stream().allMatch(Entry::isFine)) {
      return Optional.empty();
    }
    return Optional.of(
        new Route(
            id.value(),
            host.value(),
            path.value(),
            headers.value(),
            query.value(),
            pool.value(),
            strip.value(),
            rewrite.value()));
  }

  private static String checkedId(String text) {
    String id = text.strip();
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    return id;
  }

  private static Map<String, String> checkedHeaders(String text) {
    Map<String, String> headers = Conditions.HEADERS.read(text);
    if (headers.keySet().stream().anyMatch("Host"::equalsIgnoreCase)) {
      throw new IllegalArgumentException("For Host there is a field of its own");
    }
    Route.repeatedHeader(headers.keySet())
        .ifPresent(name -> {
          throw new IllegalArgumentException("“" + name + "” is there twice");
        });
    headers.forEach((name, value) -> {
      if (!HEADER_VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "“" + name + "” needs its whole value, or * for any value");
      }
    });
    return checkedCount(headers);
  }

  private static Map<String, String> checkedCount(Map<String, String> conditions) {
    if (conditions.size() > Route.MOST_CONDITIONS) {
      throw new IllegalArgumentException("At most " + Route.MOST_CONDITIONS);
    }
    return conditions;
  }

  private Optional<String> checkedStrip(String text) {
    Optional<String> prefix = optional(text, Route::prefixProblem);
    Optional<String> under =
        Stream.of(path)
            .filter(Entry::isFine)
            .map(Entry::value)
            .flatMap(Optional::stream)
            .findFirst();
    Route.stripProblem(under, prefix)
        .ifPresent(why -> {
          throw new IllegalArgumentException("It " + why);
        });
    return prefix;
  }

  /// @param problem says what is wrong with a text, as the end of a sentence
  private static Optional<String> optional(
      String text, Function<String, Optional<String>> problem) {
    Optional<String> value = Optional.of(text.strip()).filter(some -> !some.isEmpty());
    value
        .flatMap(problem)
        .ifPresent(why -> {
          throw new IllegalArgumentException("It " + why);
        });
    return value;
  }
}
