package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution.Fixed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Event> heard = new ArrayList<>();
  private final List<Frame> seen = new ArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        public void on(Event event) {
          heard.add(event);
        }

        @Override
        public void saw(Frame frame) {
          seen.add(frame);
        }
      };

  @Test
  void hearsEveryEventOfTheRun() {
    Result result = play();

    assertThat(heard.stream().filter(Event.RequestStarted.class::isInstance))
        .hasSize((int) result.summary().requests().generated());
    assertThat(heard.stream().filter(Event.RequestEnded.class::isInstance))
        .hasSize((int) result.summary().requests().generated());
  }

  @Test
  void seesAMomentOfEachSecondAndTheEnd() {
    play();

    for (int i = 1; i < seen.size() - 1; i++) {
      assertThat(seen.get(i).atNanos() - seen.get(i - 1).atNanos()).isEqualTo(SECOND);
    }
    assertThat(seen).hasSizeBetween(10, 12);
    assertThat(seen.getLast().atNanos()).isGreaterThanOrEqualTo(10 * SECOND);
    assertThat(seen.getLast().books().inFlight()).isZero();
  }

  @Test
  void hearsAfterWhoWasThereBefore() {
    List<String> order = new ArrayList<>();
    Observer second =
        new Observer() {
          @Override
          public void on(Event event) {
            order.add("observer");
          }

          @Override
          public void saw(Frame frame) {}
        };

    second.after(event -> order.add("first")).on(new Event.RequestStarted(0, 1, 0));

    assertThat(order).containsExactly("first", "observer");
  }

  @Test
  void whoFollowsNothingIsNotEvenAsked() {
    EventSink first = heard::add;

    assertThat(Observer.NONE.after(first)).isSameAs(first);
  }

  private Result play() {
    Scenario scenario = Scenarios.plain(3, 50, new Fixed(Duration.ofMillis(5)));
    return new VirtualRunner(played -> observer).run(scenario, progress -> {}, () -> false);
  }
}
