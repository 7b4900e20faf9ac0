package dev.steelyard.fault;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.traffic.Distribution;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// All faults that act on one port of a node, composed.
///
/// A request goes past them in this order, which is nowhere else:
///
/// 1. A closed port (`refuse`, `flap` while it is down) breaks off everything and lets nobody in.
/// 2. `pause` holds everything that comes now, and what is in the node, until it ends.
/// 3. On arrival: `hang`, `reset` before the answer, `rate-limit`, `errors`. The first that acts
///    ends the matter.
/// 4. As work begins: `slow`, `leak`, `overload`. Their factors multiply.
/// 5. As an answer goes out, be it that of the work or an error: `delay`, then the gravest of
///    `malformed`, `reset` amid the answer and `truncate`, then `drip`.
///
/// Of two faults of the same type the one that began first is asked first. Each is asked only for
/// requests that reach it, with its own count and chance. A fault acts on what happens while it is
/// on: work that was begun before it is not slower, but its answer meets what is on when it is
/// ready.
public final class Condition {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final List<Class<? extends Effect>> ORDER =
      List.of(
          Effect.Hang.class,
          Effect.Reset.class,
          Effect.RateLimit.class,
          Effect.Errors.class,
          Effect.Slow.class,
          Effect.Leak.class,
          Effect.Overload.class,
          Effect.Delay.class,
          Effect.Malformed.class,
          Effect.ResetAmid.class,
          Effect.Truncate.class,
          Effect.Drip.class);

  /// Nothing is wrong.
  public static final Condition GOOD = of(List.of());

  private final boolean refuse;
  private final boolean pause;
  private final boolean hang;
  private final Collection<ActiveFault> acting;
  private final ActiveFault[] onArrival;
  private final ActiveFault[] onWork;
  private final ActiveFault[] onAnswer;

  private Condition(Collection<ActiveFault> acting, boolean closed) {
    this.acting = List.copyOf(acting);
    refuse = closed || has(acting, Effect.Refuse.class) || has(acting, Effect.Flap.class);
    pause = has(acting, Effect.Pause.class);
    hang = has(acting, Effect.Hang.class);
    onArrival = ordered(acting, Effect.OnArrival.class);
    onWork = ordered(acting, Effect.OnWork.class);
    onAnswer = ordered(acting, Effect.OnAnswer.class);
  }

  /// The composition of the faults that act now, in the order in which they began.
  public static Condition of(Collection<ActiveFault> acting) {
    return new Condition(acting, false);
  }

  /// The same faults at a port that is closed whatever they do.
  Condition closed() {
    return new Condition(acting, true);
  }

  /// Whether the port is closed.
  public boolean refuse() {
    return refuse;
  }

  /// Whether time stands still.
  public boolean pause() {
    return pause;
  }

  /// Whether requests that hang go on hanging.
  public boolean hang() {
    return hang;
  }

  /// What becomes of the next request that arrives.
  public Arrival arrival(long nowNanos, RandomGenerator random) {
    for (ActiveFault active : onArrival) {
      Arrival arrival = arrival(active, nowNanos, random);
      if (!(arrival instanceof Arrival.Enters)) {
        return arrival;
      }
    }
    return Arrival.ENTERS;
  }

  private static Arrival arrival(ActiveFault active, long nowNanos, RandomGenerator random) {
    if (!active.meets(random)) {
      return Arrival.ENTERS;
    }
    return switch ((Effect.OnArrival) active.effect()) {
      case Effect.Hang() -> Arrival.HANGS;
      case Effect.Reset() -> Arrival.IS_RESET;
      case Effect.RateLimit limit -> {
        long wait = active.waitForToken(limit, nowNanos);
        yield wait == 0 ? Arrival.ENTERS : new Arrival.IsAnswered(TOO_MANY_REQUESTS, wait);
      }
      case Effect.Errors(double _, int status) ->
          new Arrival.IsAnswered(status, Answer.NO_RETRY_AFTER);
    };
  }

  /// How many times as long the next work takes.
  ///
  /// @param others other requests of the traffic that are in the node, working or waiting
  public double workFactor(int others, RandomGenerator random) {
    double factor = 1;
    for (ActiveFault active : onWork) {
      factor *= active.factor((Effect.OnWork) active.effect(), others, random);
    }
    return factor;
  }

  /// How the next answer goes out.
  ///
  /// @param hasBody whether it has a body, which an answer to a HEAD has not
  public Delivery delivery(boolean hasBody, RandomGenerator random) {
    Delivery delivery = Delivery.PLAIN;
    for (ActiveFault active : onAnswer) {
      var effect = (Effect.OnAnswer) active.effect();
      if (canChange(delivery, effect, hasBody) && active.meets(random)) {
        delivery = changed(delivery, effect, random);
      }
    }
    return delivery;
  }

  private static boolean canChange(Delivery delivery, Effect.OnAnswer effect, boolean hasBody) {
    return switch (effect) {
      case Effect.Delay _ -> true;
      case Effect.Malformed() -> delivery.ending() == Ending.WHOLE;
      case Effect.ResetAmid(), Effect.Truncate() -> hasBody && delivery.ending() == Ending.WHOLE;
      case Effect.Drip _ -> hasBody && delivery.ending() != Ending.MALFORMED;
    };
  }

  private static Delivery changed(Delivery now, Effect.OnAnswer effect, RandomGenerator random) {
    return switch (effect) {
      case Effect.Delay(Distribution spread) ->
          new Delivery(
              now.delayNanos() + spread.sample(random), now.ending(), now.bytesPerSecond());
      case Effect.Malformed() -> now.endingAs(Ending.MALFORMED);
      case Effect.ResetAmid() -> now.endingAs(Ending.RESET);
      case Effect.Truncate() -> now.endingAs(Ending.TRUNCATED);
      case Effect.Drip(double rate) -> new Delivery(now.delayNanos(), now.ending(), rate);
    };
  }

  /// The node begins anew: what leaked is free again.
  void restart() {
    for (ActiveFault active : onWork) {
      active.restart();
    }
  }

  private static boolean has(Collection<ActiveFault> faults, Class<? extends Effect> effect) {
    return faults.stream().anyMatch(active -> effect.isInstance(active.effect()));
  }

  private static ActiveFault[] ordered(
      Collection<ActiveFault> faults, Class<? extends Effect> kind) {
    return faults.stream()
        .filter(active -> kind.isInstance(active.effect()))
        .sorted(Comparator.comparingInt(active -> ORDER.indexOf(active.effect().getClass())))
        .toArray(ActiveFault[]::new);
  }
}
