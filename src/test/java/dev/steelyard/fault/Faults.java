package dev.steelyard.fault;

import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Faults by chance, for tests.
public final class Faults {
  private Faults() {}

  /// None to `most` faults, each of a type of its own.
  public static Fault[] some(RandomGenerator random, int most) {
    List<FaultType> types = new ArrayList<>(List.of(FaultType.values()));
    List<Fault> faults = new ArrayList<>();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      faults.add(any(types.remove(random.nextInt(types.size())), random));
    }
    return faults.toArray(Fault[]::new);
  }

  /// A fault of this type, with any strength, scope and selection.
  public static Fault any(FaultType type, RandomGenerator random) {
    Effect effect = effect(type, random);
    Scope scope = List.of(Scope.values()).get(random.nextInt(Scope.values().length));
    return effect instanceof Effect.OnNode || random.nextBoolean()
        ? new Fault(effect, scope)
        : new Fault(effect, scope, selection(random));
  }

  private static Selection selection(RandomGenerator random) {
    return new Selection(
        random.nextBoolean() ? 1 : random.nextDouble(0.01, 1),
        random.nextBoolean() ? OptionalInt.of(random.nextInt(1, 20)) : OptionalInt.empty(),
        random.nextInt(1, 4));
  }

  private static Effect effect(FaultType type, RandomGenerator random) {
    return switch (type) {
      case REFUSE, HANG, TRUNCATE, MALFORMED -> type.defaults();
      case RESET -> random.nextBoolean() ? new Effect.Reset() : new Effect.ResetAmid();
      case FLAP -> new Effect.Flap(Duration.ofMillis(random.nextInt(100, 1_000)));
      case PAUSE -> new Effect.Pause(millis(random, 11, 500), millis(random, 1, 11));
      case SLOW -> new Effect.Slow(random.nextDouble(1.01, 20));
      case ERRORS -> new Effect.Errors(random.nextDouble(0.01, 1), random.nextInt(400, 600));
      case RATE_LIMIT -> new Effect.RateLimit(random.nextDouble(0.1, 100), random.nextInt(1, 10));
      case DELAY -> new Effect.Delay(new Distribution.Exponential(millis(random, 0, 50)));
      case DRIP -> new Effect.Drip(random.nextDouble(1, 2_000));
      case LEAK -> new Effect.Leak(random.nextDouble(0.001, 1));
      case OVERLOAD -> new Effect.Overload(random.nextDouble(0.001, 1));
    };
  }

  private static Duration millis(RandomGenerator random, int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }
}
