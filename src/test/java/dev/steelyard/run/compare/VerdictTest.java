package dev.steelyard.run.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.compare.Verdict.Difference;
import dev.steelyard.run.series.Lessons;
import dev.steelyard.run.series.Measure;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Variant ROUND_ROBIN = Lessons.strategy("round-robin");
  private static final Variant POWER_OF_TWO = Lessons.strategy("power-of-two");

  @Test
  void twoChoicesBeatTurnsWhereOneNodeIsSlow() throws Exception {
    Comparison comparison = compare(5, ROUND_ROBIN, POWER_OF_TWO);

    assertThat(comparison.verdicts())
        .extracting(Verdict::measure)
        .containsExactly(Measure.SUCCESS, Measure.P99, Measure.MEAN);
    for (Verdict verdict : comparison.verdicts().subList(1, 3)) {
      assertThat(verdict.best()).isEqualTo("power-of-two");
      assertThat(verdict.pairs()).isEqualTo(5);
      Difference other = verdict.others().getFirst();
      assertThat(other.name()).isEqualTo("round-robin");
      assertThat(other.difference()).isPositive();
      assertThat(other.significant()).hasValue(true);
    }
  }

  @Test
  void theSameStrategyWithOtherChanceIsNoDifferent() throws Exception {
    Variant again =
        new Variant(
            "again", POWER_OF_TWO.scenario().withSeed(POWER_OF_TWO.scenario().seed() + 1_000));

    for (Verdict verdict : compare(6, POWER_OF_TWO, again).verdicts()) {
      Difference other = verdict.others().getFirst();
      assertThat(other.significant()).hasValue(false);
      if (verdict.measure() == Measure.MEAN) {
        assertThat(other.difference()).isNotZero(); // It was other chance indeed.
      }
    }
  }

  @Test
  void strategiesThatDoTheSameAreNoDifferentThoughNothingVaries() throws Exception {
    Verdict mean = compare(2, POWER_OF_TWO, POWER_OF_TWO).verdicts().getLast();

    assertThat(mean.others().getFirst().difference()).isZero();
    assertThat(mean.others().getFirst().significant()).hasValue(false);
  }

  @Test
  void pairsTellWhatTwoSamplesDoNot() throws Exception {
    // Least connections and two choices are near each other, and chance moves both alike.
    List<Played> played =
        compare(8, Lessons.strategy("least-connections"), POWER_OF_TWO).strategies();

    Verdict verdict = Verdict.of(Measure.MEAN, played).orElseThrow();

    assertThat(verdict.best()).isEqualTo("least-connections");
    double paired = verdict.others().getFirst().halfWidth().orElseThrow();
    double alone = played.getLast().estimate(Measure.MEAN).halfWidth().orElseThrow();
    assertThat(paired).isLessThan(alone);
    assertThat(verdict.others().getFirst().significant()).hasValue(true);
  }

  @Test
  void moreComparisonsNeedStrongerProof() throws Exception {
    List<Played> played =
        compare(4, ROUND_ROBIN, POWER_OF_TWO, Lessons.strategy("random")).strategies();

    double ofThree = halfWidth(played);
    double ofTwo = halfWidth(played.subList(0, 2));

    assertThat(ofThree).isGreaterThan(1.5 * ofTwo);
  }

  @Test
  void oneRunOfEachCannotTell() throws Exception {
    for (Verdict verdict : compare(1, ROUND_ROBIN, POWER_OF_TWO).verdicts()) {
      assertThat(verdict.others()).allMatch(other -> other.significant().isEmpty());
    }
  }

  @Test
  void moreSuccessIsBetter() throws Exception {
    Variant impatient = new Variant("impatient", Lessons.twoFastOneSlow("balancer.timeout=30ms"));

    Verdict success = compare(2, impatient, POWER_OF_TWO).verdicts().getFirst();

    assertThat(success.best()).isEqualTo("power-of-two");
    assertThat(success.others().getFirst().difference()).isNegative();
  }

  @Test
  void aStrategyWithoutASingleSuccessHasNoLatencyToCompare() throws Exception {
    Variant hopeless =
        new Variant(
            "hopeless",
            Lessons.twoFastOneSlow(
                "faults=[{\"node\":\"fast-1\",\"effect\":{\"type\":\"refuse\"}},"
                    + "{\"node\":\"fast-2\",\"effect\":{\"type\":\"refuse\"}},"
                    + "{\"node\":\"slow\",\"effect\":{\"type\":\"refuse\"}}]"));

    Comparison comparison = compare(2, hopeless, POWER_OF_TWO);

    Verdict p99 = comparison.verdicts().get(1);
    assertThat(p99.best()).isEqualTo("power-of-two");
    assertThat(p99.others().getFirst().difference()).isNaN();
    assertThat(p99.others().getFirst().significant()).isEmpty();
    assertThat(ComparisonJson.of(comparison))
        .containsIgnoringWhitespaces("{\"strategy\": \"hopeless\", \"runs\": 2, \"figures\":")
        .containsIgnoringWhitespaces("\"meanMillis\": {\"value\": null, \"halfWidth95\": null}")
        .containsIgnoringWhitespaces(
            "\"difference\": -1.0, \"halfWidth\": 0.0, \"significant\": true");
  }

  @Test
  void runsWithoutAPairGiveNoVerdict() {
    List<Played> none =
        List.of(
            new Played(ROUND_ROBIN, List.of(Optional.empty())),
            new Played(POWER_OF_TWO, List.of(Optional.empty())));

    assertThat(new Comparison(ROUND_ROBIN.scenario(), "virtual", none).verdicts()).isEmpty();
  }

  private static double halfWidth(List<Played> played) {
    return Verdict.of(Measure.MEAN, played)
        .orElseThrow()
        .others()
        .getFirst()
        .halfWidth()
        .orElseThrow();
  }

  private static Comparison compare(int repeats, Variant... variants) throws Exception {
    return new Comparison(
        variants[0].scenario(),
        "virtual",
        new Series(new VirtualRunner(), 2)
            .play(List.of(variants), repeats, progress -> {}, () -> false));
  }
}
