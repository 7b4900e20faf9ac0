package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.route.RouteExplanation;
import dev.steelyard.balancer.route.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// Tells which route a request would take, without sending it. It answers while one types.
final class TesterModel {
  /// The methods that are offered.
  static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final Pattern PATH =
      Pattern.compile("/(?:[!-$&-~]|%(?!00)[0-9A-Fa-f]{2}){0,1999}");
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?|");

  final Entry<String> method = new Entry<>(text -> text.strip().toUpperCase(Locale.ROOT));
  final Entry<String> host =
      new Entry<>(text -> checked(text, HOST, "A host as shop.example, with or without a port"));
  final Entry<String> path =
      new Entry<>(
          text -> checked(text, PATH, "A path that begins with /; a blank in it is written %20"));
  final Entry<Map<String, String>> query = new Entry<>(Conditions.QUERY::read);
  final Entry<Map<String, String>> headers = new Entry<>(Conditions.HEADERS::read);

  private final ObservableValue<GatewaySettings> gateway;
  private final ObservableValue<List<String>> pools;
  private final ReadOnlyObjectWrapper<Answer> answer =
      new ReadOnlyObjectWrapper<>(new Answer(Kind.UNCLEAR, "", List.of()));

  /// What kind of answer there is.
  enum Kind {
    /// A route takes it.
    TAKEN,
    /// There are no routes: everything goes to one pool.
    OPEN,
    /// No route takes it.
    REFUSED,
    /// What was asked is no request.
    UNCLEAR
  }

  /// @param text the answer in a sentence
  /// @param others the other routes, and why they do not take it
  record Answer(Kind kind, String text, List<RouteExplanation.Passed> others) {
    Answer {
      others = List.copyOf(others);
    }
  }

  TesterModel(ObservableValue<GatewaySettings> gateway, ObservableValue<List<String>> pools) {
    this.gateway = gateway;
    this.pools = pools;
    method.show("GET");
    path.show("/");
    Stream.of(method, host, path, query, headers)
        .forEach(entry -> entry.textProperty().subscribe(text -> ask()));
    gateway.subscribe(now -> ask());
    pools.subscribe(now -> ask());
  }

  ReadOnlyObjectProperty<Answer> answerProperty() {
    return answer.getReadOnlyProperty();
  }

  private void ask() {
    answer.set(answer());
  }

  private Answer answer() {
    boolean fine =
        Stream.of(method, host, path, query, headers)
            .peek(Entry::check)
            .filter(entry -> !entry.isFine())
            .findAny()
            .isEmpty();
    if (!fine) {
      return new Answer(Kind.UNCLEAR, "This is no request yet; see under the field.", List.of());
    }
    Request request = request();
    if (gateway.getValue().routes().isEmpty()) {
      String pool = pools.getValue().isEmpty() ? "the only pool" : pools.getValue().getFirst();
      return new Answer(
          Kind.OPEN, "There are no routes: every request goes to " + pool + ".", List.of());
    }
    RouteExplanation told = new Router(gateway.getValue().routes()).explain(request);
    return told.match()
        .map(match -> new Answer(Kind.TAKEN, words(match, request), told.others()))
        .orElseGet(() ->
            new Answer(Kind.REFUSED, "No route takes it: the client gets 404.", told.others()));
  }

  private static String words(Router.Match match, Request request) {
    String target =
        match.target().equals(request.path()) ? "with its path as it is" : "as " + match.target();
    return "Route "
        + match.route().id()
        + " takes it to the pool "
        + match.route().pool()
        + ", "
        + target
        + ".";
  }

  private Request request() {
    Map<String, String> all = new LinkedHashMap<>(headers.value());
    if (!host.value().isEmpty()) {
      all.put("Host", host.value());
    }
    String target = path.value();
    String parameters = String.join("&", query.textProperty().get().lines().toList());
    if (!parameters.isBlank()) {
      target += (target.contains("?") ? "&" : "?") + parameters.replace(" ", "%20");
    }
    return Request.traffic(1, method.value(), target, "tester", all, 0);
  }

  private static String checked(String text, Pattern form, String allowed) {
    String value = text.strip();
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(allowed);
    }
    return value;
  }
}
