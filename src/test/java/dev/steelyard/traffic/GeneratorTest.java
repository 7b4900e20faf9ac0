package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Shape.Ramp;
import dev.steelyard.traffic.Shape.Steady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final TrafficSettings TEN = TrafficSettings.of(Arrivals.CONSTANT, new Steady(10));

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<Long> times = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();

  @Test
  void constantArrivalsComeLikeAMetronome() {
    generator(TEN).resume();
    timeline.runUntil(SECOND / 2);

    assertThat(times)
        .containsExactly(millis(100), millis(200), millis(300), millis(400), millis(500));
  }

  @Test
  void aNewRateActsAtOnceAndKeepsThePartOfTheGapThatHasPassed() {
    Generator generator = generator(TEN);
    generator.resume();
    timeline.runUntil(millis(150)); // Half of the gap to 200 ms is over.

    generator.change(TEN.withShape(new Steady(100)));
    timeline.runUntil(millis(166));

    assertThat(times).containsExactly(millis(100), millis(155), millis(165));
  }

  @Test
  void aPauseHoldsTheShapeStill() {
    var ramp = TrafficSettings.of(Arrivals.CONSTANT, new Ramp(0, 10, Duration.ofSeconds(10)));
    Generator generator = generator(ramp);
    generator.resume();
    timeline.runUntil(SECOND); // The first is due at sqrt(2) s.
    generator.pause();
    timeline.runUntil(101 * SECOND);
    assertThat(times).isEmpty();

    generator.resume();
    timeline.runUntil(103 * SECOND);

    assertThat(times)
        .first()
        .satisfies(first -> assertThat(first / 1e9).isCloseTo(100 + Math.sqrt(2), within(1e-6)));
  }

  @Test
  void fromNoRateToSomeRateTrafficBegins() {
    Generator generator = generator(TEN.withShape(new Steady(0)));
    generator.resume();
    timeline.runUntil(SECOND);
    generator.change(TEN);
    timeline.runUntil(SECOND + millis(250));

    assertThat(times).containsExactly(SECOND + millis(100), SECOND + millis(200));
  }

  @Test
  void poissonArrivalsHaveTheMeanAndTheVarianceOfPoisson() {
    generator(TrafficSettings.of(Arrivals.POISSON, new Steady(100))).resume();
    timeline.runUntil(1_000 * SECOND);

    double[] perSecond = new double[1_000];
    times.forEach(time -> perSecond[(int) Math.min(999, time / SECOND)]++);
    double mean = java.util.Arrays.stream(perSecond).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(perSecond)
            .map(n -> (n - mean) * (n - mean))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(100, within(1.3)); // Four standard errors.
    assertThat(variance / mean).isCloseTo(1, within(0.18));
  }

  @Test
  void theMixIsDrawnByShareAndNumbersAreFilledIn() {
    var mix =
        List.of(
            new RequestKind("GET", "/api/order/{n}", 0.9, Map.of()),
            new RequestKind("POST", "/api/pay", 0.1, Map.of("Idempotency-Key", "pay-{n}")));
    generator(
            new TrafficSettings(
                Arrivals.CONSTANT,
                new Steady(1_000),
                TrafficSettings.DEFAULT_WORK,
                mix,
                Clients.DEFAULTS))
        .resume();
    timeline.runUntil(10 * SECOND);

    List<Request> posts = requests.stream().filter(r -> r.method().equals("POST")).toList();
    assertThat(posts.size()).isBetween(880, 1_120); // Four standard deviations about 1000.
    assertThat(posts)
        .allSatisfy(post ->
            assertThat(post.headers()).containsEntry("Idempotency-Key", "pay-" + post.id()));
    assertThat(requests.getFirst().id()).isEqualTo(1);
    assertThat(requests.stream().filter(r -> r.method().equals("GET")))
        .allSatisfy(get -> assertThat(get.path()).isEqualTo("/api/order/" + get.id()));
  }

  @Test
  void aSkewMakesTheFirstClientsBusiest() {
    generator(
            new TrafficSettings(
                Arrivals.CONSTANT,
                new Steady(1_000),
                TrafficSettings.DEFAULT_WORK,
                List.of(RequestKind.GET_ROOT),
                new Clients(3, 1)))
        .resume();
    timeline.runUntil(11 * SECOND);

    // Zipf with skew 1 over three: 6/11, 3/11, 2/11.
    assertThat(count("client-1") / 11_000.0).isCloseTo(6 / 11.0, within(0.02));
    assertThat(count("client-2") / 11_000.0).isCloseTo(3 / 11.0, within(0.02));
  }

  @Test
  void theWorkOfTheNthRequestDependsOnTheSeedAlone() {
    var work = new Exponential(Duration.ofMillis(10));
    generator(TEN.withWork(work)).resume();
    timeline.runUntil(2 * SECOND);
    List<Long> alone = requests.stream().map(Request::workNanos).toList();

    var other = new VirtualTimeline();
    List<Long> again = new ArrayList<>();
    new Generator(
            other,
            new Seeds(3),
            new TrafficSettings(
                Arrivals.POISSON,
                new Steady(50),
                work,
                List.of(RequestKind.GET_ROOT),
                new Clients(7, 2)),
            new AtomicLong()::incrementAndGet,
            (request, intended) -> again.add(request.workNanos()))
        .resume();
    other.runUntil(2 * SECOND);

    assertThat(again.subList(0, 20)).isEqualTo(alone);
  }

  private Generator generator(TrafficSettings settings) {
    return new Generator(
        timeline,
        new Seeds(3),
        settings,
        new AtomicLong()::incrementAndGet,
        (request, intended) -> {
          assertThat(intended).isEqualTo(timeline.nanos());
          times.add(intended);
          requests.add(request);
        });
  }

  private long count(String client) {
    return requests.stream().filter(request -> request.client().equals(client)).count();
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }
}
