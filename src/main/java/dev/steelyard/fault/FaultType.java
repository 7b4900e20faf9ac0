package dev.steelyard.fault;

import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The catalogue of faults: name, title, one sentence, defaults.
public enum FaultType {
  REFUSE("Kill", "Closes the port: connections are refused.", new Effect.Refuse()),
  HANG("Hang", "Takes requests and never answers.", new Effect.Hang()),
  SLOW("Slow", "Every request takes ten times as long.", new Effect.Slow(10)),
  ERRORS("Errors", "Answers 503 at once, without working.", new Effect.Errors(1, 503)),
  RESET("Reset", "Resets the connection instead of answering.", new Effect.Reset()),
  FLAP(
      "Flap",
      "Closes and opens the port every two seconds.",
      new Effect.Flap(Duration.ofSeconds(4))),
  DELAY(
      "Delay",
      "Holds every answer back for 200 ms.",
      new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(200)))),
  RATE_LIMIT(
      "Rate limit",
      "Answers 429 with Retry-After past ten requests a second.",
      new Effect.RateLimit(10)),
  TRUNCATE("Truncate", "Ends every answer halfway.", new Effect.Truncate()),
  MALFORMED("Malformed", "Answers with something that is no HTTP.", new Effect.Malformed()),
  DRIP("Drip", "Lets the answer trickle out, 50 bytes a second.", new Effect.Drip(50)),
  PAUSE(
      "Pause",
      "Stops all work for half a second every two seconds.",
      new Effect.Pause(Duration.ofSeconds(2), Duration.ofMillis(500))),
  LEAK("Leak", "Gets 1 % slower with each request, until restarted.", new Effect.Leak(0.01)),
  OVERLOAD(
      "Overload", "Gets 20 % slower for each other request in the node.", new Effect.Overload(0.2));

  private final String title;
  private final String summary;
  private final Effect defaults;

  FaultType(String title, String summary, Effect defaults) {
    this.title = title;
    this.summary = summary;
    this.defaults = defaults;
  }

  /// The name in scenario files and results: `rate-limit`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The name on a button.
  public String title() {
    return title;
  }

  /// One sentence that says what the defaults do.
  public String summary() {
    return summary;
  }

  /// The effect with its default strength.
  public Effect defaults() {
    return defaults;
  }

  public static Optional<FaultType> find(String id) {
    return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
  }
}
