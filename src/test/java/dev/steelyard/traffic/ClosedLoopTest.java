package dev.steelyard.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import dev.steelyard.traffic.Arrivals.Closed;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedLoopTest {
  private static final long MILLI = 1_000_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<Long> sent = new ArrayList<>();
  private final Deque<Long> inFlight = new ArrayDeque<>();

  @Test
  void oneUserWaitsForTheAnswerThenThinksThenSends() {
    Generator generator = started(users(1, 0));
    run(0);
    assertThat(inFlight).hasSize(1);

    run(500); // However long it takes, nothing more is sent.
    assertThat(sent).containsExactly(0L);

    generator.change(users(1, 40));
    answer(generator);
    run(539);
    assertThat(sent).hasSize(1);
    run(540);
    assertThat(sent).containsExactly(0L, 540 * MILLI);
  }

  @Test
  void thereAreNeverMoreInFlightThanUsers() {
    Generator generator = started(users(7, 10));
    for (int i = 0; i < 1_000; i++) {
      timeline.runUntil(timeline.nanos() + 3 * MILLI);
      assertThat(inFlight.size()).isLessThanOrEqualTo(7);
      if (i % 2 == 0 && !inFlight.isEmpty()) {
        answer(generator);
      }
    }
    run(5_000);
    assertThat(inFlight).hasSize(7);
  }

  @Test
  void usersDoNotBeginInOneMoment() {
    started(users(100, 1_000));
    run(1_000);

    assertThat(sent).hasSize(100);
    assertThat(sent.stream().distinct().count()).isGreaterThan(95);
    assertThat(sent.stream().filter(at -> at < 500 * MILLI).count()).isBetween(30L, 70L);
  }

  @Test
  void moreUsersJoinAtOnce() {
    Generator generator = started(users(2, 0));
    run(0);
    generator.change(users(5, 0));
    run(1);

    assertThat(inFlight).hasSize(5);
  }

  @Test
  void usersWhoLeaveLetTheirRequestsEndAndSendNoMore() {
    Generator generator = started(users(5, 0));
    run(0);
    assertThat(inFlight).hasSize(5);

    generator.change(users(2, 0));
    assertThat(inFlight).hasSize(5); // Nothing is taken back.
    for (int i = 0; i < 5; i++) {
      answer(generator);
    }
    run(10);

    assertThat(inFlight).hasSize(2);
    assertThat(sent).hasSize(7);
  }

  @Test
  void userWhoLeavesWhileThinkingIsGone() {
    Generator generator = started(users(3, 1_000));
    generator.change(users(1, 1_000));
    run(10_000);

    assertThat(sent).hasSize(1);
  }

  @Test
  void pauseHoldsThinkingStill() {
    Generator generator = started(users(1, 0));
    run(0);
    generator.change(users(1, 100));
    answer(generator);
    run(60);
    generator.pause();
    run(1_060);
    assertThat(sent).hasSize(1);

    generator.resume();
    run(1_099);
    assertThat(sent).hasSize(1);
    run(1_100);
    assertThat(sent).hasSize(2);
  }

  @Test
  void answerDuringAPauseIsThoughtAboutAfterIt() {
    Generator generator = started(users(1, 0));
    run(0);
    generator.change(users(1, 100));
    generator.pause();
    run(50);
    answer(generator);
    run(1_000);
    generator.resume();
    run(1_099);
    assertThat(sent).hasSize(1);
    run(1_100);
    assertThat(sent).hasSize(2);
  }

  @Test
  void shorterThinkingActsAtOnce() {
    Generator generator = started(users(10, 3_600_000));
    generator.change(users(10, 100));
    run(100);

    assertThat(sent).hasSize(10);
  }

  @Test
  void usersWithoutThinkTimeWhoAreRefusedAtOnceDoNotStopTime() {
    var generator = new Generator[1];
    generator[0] =
        new Generator(
            timeline,
            new Seeds(3),
            users(2, 0),
            new AtomicLong()::incrementAndGet,
            (request, intended) -> {
              sent.add(intended);
              generator[0].ended(request.id());
            });
    generator[0].resume();
    run(10);

    assertThat(sent).hasSize(22); // Each once a millisecond, from 0 to 10.
  }

  @Test
  void openAndClosedTakeTurnsWithoutLosingAUser() {
    TrafficSettings open = TrafficSettings.of(Arrivals.CONSTANT, new Steady(10));
    Generator generator = started(open);
    run(250);
    assertThat(sent).containsExactly(100 * MILLI, 200 * MILLI);

    generator.change(users(3, 0));
    run(400);
    assertThat(inFlight).hasSize(5);

    generator.change(open); // Its shape begins at its beginning.
    run(500);
    assertThat(sent).hasSize(6).last().isEqualTo(500 * MILLI);
    while (!inFlight.isEmpty()) {
      answer(generator); // Nobody waits for them any more.
    }
    run(700);
    assertThat(sent).hasSize(8);
  }

  @Test
  void closedArrivalsHaveNoRate() {
    assertThat(users(3, 0).shape()).isEqualTo(Shape.NONE);
    assertThat(users(3, 0).words()).isEqualTo("closed, 3 users");
    assertThat(users(1, 0).words()).isEqualTo("closed, 1 user");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void numbersOfUsersOutOfRangeAreRefused(int users) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Closed(users, new Fixed(Duration.ZERO)))
        .withMessage("users: %d must be from 1 to 10000", users);
  }

  private Generator started(TrafficSettings settings) {
    var generator =
        new Generator(
            timeline,
            new Seeds(3),
            settings,
            new AtomicLong()::incrementAndGet,
            (request, intended) -> {
              assertThat(intended).isEqualTo(timeline.nanos());
              sent.add(intended);
              inFlight.add(request.id());
            });
    generator.resume();
    return generator;
  }

  private void answer(Generator generator) {
    generator.ended(inFlight.removeFirst());
  }

  private void run(long untilMillis) {
    timeline.runUntil(untilMillis * MILLI);
  }

  private static TrafficSettings users(int count, long thinkMillis) {
    return TrafficSettings.of(
        new Closed(count, new Fixed(Duration.ofMillis(thinkMillis))), Shape.NONE);
  }
}
