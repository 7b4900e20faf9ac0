package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.Route;
import dev.steelyard.run.DoorStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A command line for curl that gets through: what it asks for is what the first route takes.
final class SampleLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~:%-]*");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^/]*}|\\*");
  private static final String ANYTHING = "1";

  private SampleLine() {}

  /// @param routes those of the gateway; if there are none, any request gets through
  static String of(DoorStatus door, List<Route> routes) {
    if (routes.isEmpty()) {
      return door.curl();
    }
    Route route = routes.getFirst();
    List<String> words = new ArrayList<>(List.of("curl", "-i"));
    route
        .host()
        .ifPresent(host -> {
          words.add("-H");
          words.add(quoted("Host: " + host.replace("*", "www")));
        });
    route
        .headers()
        .forEach((name, value) -> {
          words.add("-H");
          words.add(quoted(name + ": " + some(value)));
        });
    words.add(quoted(door.url() + path(route) + query(route)));
    return String.join(" ", words);
  }

  private static String path(Route route) {
    return PARAMETER.matcher(route.path().orElse("/")).replaceAll(ANYTHING);
  }

  private static String query(Route route) {
    return route.query().isEmpty()
        ? ""
        : route.query().entrySet().stream()
            .map(each -> coded(each.getKey()) + "=" + coded(some(each.getValue())))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String some(String value) {
    return value.equals(Route.ANY) ? ANYTHING : value;
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// As a shell takes it for one word.
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
