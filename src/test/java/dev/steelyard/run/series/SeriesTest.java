package dev.steelyard.run.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.metrics.Summary;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.statistics.Confidence;
import dev.steelyard.statistics.Interval;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final List<Variant> VARIANTS =
      List.of(Lessons.strategy("random"), Lessons.strategy("least-connections"));

  @Test
  void howManyRunsArePlayedAtOnceChangesNothing() throws Exception {
    List<Played> alone = play(1, 3);

    assertThat(play(4, 3)).isEqualTo(alone);
    assertThat(alone)
        .allSatisfy(played ->
            assertThat(played.runs()).extracting(Summary::seed).containsExactly(100L, 101L, 102L));
  }

  @Test
  void variantsOfASeedMeetTheSameTraffic() throws Exception {
    List<Played> played = play(2, 2);

    for (int i = 0; i < 2; i++) {
      assertThat(played.get(0).runs().get(i).requests().generated())
          .isEqualTo(played.get(1).runs().get(i).requests().generated());
    }
    assertThat(played.get(0).runs().get(0).requests().generated())
        .isNotEqualTo(played.get(0).runs().get(1).requests().generated());
  }

  @Test
  void estimatesAreMeansWithTheirIntervals() throws Exception {
    Played random = play(2, 3).getFirst();

    double[] means = random.figures(Measure.MEAN, List.of(0, 1, 2));
    Interval expected = Interval.of(means, Confidence.USUAL);
    assertThat(random.estimate(Measure.MEAN).value()).isEqualTo(expected.mean());
    assertThat(random.estimate(Measure.MEAN).halfWidth()).hasValue(expected.halfWidth());
  }

  @Test
  void aSingleRunKnowsItsMeanByBatchesAndNothingOfTheRest() throws Exception {
    Played least = play(1, 1).getLast();

    double nanos = least.runs().getFirst().meanHalfWidthNanos().orElseThrow();
    assertThat(least.estimate(Measure.MEAN).halfWidth()).hasValue(nanos / 1e6);
    assertThat(least.estimate(Measure.P99).halfWidth()).isEmpty();
  }

  @Test
  void runsThatWereStoppedAreLeftOut() throws Exception {
    var ended = new AtomicInteger();
    Runner counting =
        (scenario, frames, stop) -> {
          var result = new VirtualRunner().run(scenario, frames, stop);
          ended.incrementAndGet();
          return result;
        };

    List<Played> played =
        new Series(counting, 1).play(VARIANTS, 4, progress -> {}, () -> ended.get() >= 4);

    assertThat(played.get(0).runs()).hasSize(2); // Seed by seed, so that both have one of each.
    assertThat(played.get(1).runs()).hasSize(1); // The fourth run saw the stop at its end.
    assertThat(Played.common(played)).containsExactly(0);
  }

  @Test
  void progressGoesToTheEnd() throws Exception {
    Queue<SeriesProgress> told = new ConcurrentLinkedQueue<>();

    new Series(new VirtualRunner(), 2).play(VARIANTS, 2, told::add, () -> false);

    assertThat(told).contains(new SeriesProgress(4, 4, 1));
    assertThat(told).allMatch(progress -> progress.share() >= 0 && progress.share() <= 1);
  }

  @Test
  void aRunThatBreaksDownEndsTheSeries() {
    var begun = new AtomicInteger();
    Runner broken =
        (scenario, frames, stop) -> {
          begun.incrementAndGet();
          throw new RunFailedException("port 80 is taken", null);
        };

    assertThatThrownBy(() -> new Series(broken, 1).play(VARIANTS, 9, progress -> {}, () -> false))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("port 80 is taken");
    assertThat(begun).hasValue(1);
  }

  @Test
  void tooManyRunsAreRefused() {
    var series = new Series(new VirtualRunner(), 1);

    assertThatThrownBy(() -> series.play(VARIANTS, 1_001, progress -> {}, () -> false))
        .hasMessageContaining("repeats: 1001 must be from 1 to 1000");
    assertThatThrownBy(() -> series.play(List.of(), 1, progress -> {}, () -> false))
        .hasMessageContaining("variants: 0 must be from 1 to 200");
  }

  @Test
  void theCsvHasARowForEachRun() throws Exception {
    var out = new StringWriter();

    RunsCsv.write("strategy", play(2, 2), out);

    assertThat(out.toString().lines())
        .hasSize(5)
        .startsWith(
            "strategy,seed,generated,succeeded,failed,meanMillis,p50Millis,p99Millis,successRatio,"
                + "retries,fairness,utilization")
        .anyMatch(line -> line.startsWith("least-connections,101,"));
  }

  private static List<Played> play(int atOnce, int repeats) throws RunFailedException {
    return new Series(new VirtualRunner(), atOnce)
        .play(VARIANTS, repeats, progress -> {}, () -> false);
  }
}
