package dev.steelyard.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The scenarios that come with the program.
public final class BuiltIns {
  /// Their ids, in the order in which they are to be met.
  public static final List<String> IDS =
      List.of(
          "one-node-dies",
          "healthy-five",
          "two-fast-one-slow",
          "gray-failure",
          "black-hole",
          "cold-return",
          "overload",
          "retry-storm",
          "gateway-two-services",
          "rate-limit",
          "rolling-deployment",
          "idle-connections",
          "probe-never-back",
          "crash-lease-or-check",
          "registry-outage",
          "silent-watch");

  /// The id of the one that is opened when none is asked for.
  public static final String DEFAULT = IDS.getFirst();

  private BuiltIns() {}

  /// All of them, as they are.
  public static List<Scenario> all() {
    return IDS.stream().map(BuiltIns::scenario).toList();
  }

  /// The one with this id, as it is.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Scenario scenario(String id) {
    try {
      return ScenarioReader.builtIn(id, List.of());
    } catch (ScenarioException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// The JSON of the one with this id.
  ///
  /// @param id one of {@link #IDS}
  static String json(String id) {
    String name = "assets/scenarios/" + id + ".json";
    try (InputStream in = BuiltIns.class.getModule().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this program; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
