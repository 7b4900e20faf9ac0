package dev.steelyard.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTypeTest {
  @Test
  void namesInFilesAreKept() {
    assertThat(Arrays.stream(StrategyType.values()).map(StrategyType::id))
        .contains(
            "round-robin",
            "weighted-round-robin",
            "random",
            "weighted-random",
            "least-connections",
            "power-of-two",
            "least-response-time",
            "peak-ewma",
            "modulo-hash",
            "ring-hash",
            "bounded-ring-hash",
            "maglev",
            "rendezvous",
            "sticky");
  }

  @ParameterizedTest
  @EnumSource
  void nameIsInKebabCaseAndFindsItsType(StrategyType type) {
    assertThat(type.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(StrategyType.find(type.id())).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ROUND_ROBIN", "Round-Robin", "round_robin", "round-robin "})
  void otherSpellingsFindNothing(String id) {
    assertThat(StrategyType.find(id)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void titleAndSummaryAreForReading(StrategyType type) {
    assertThat(type.title()).matches("\\S.*\\S");
    assertThat(type.summary()).matches("[A-Z].*\\.");
  }

  @Test
  void titlesDiffer() {
    assertThat(Arrays.stream(StrategyType.values()).map(StrategyType::title))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void defaultsAreOfTheirType(StrategyType type) {
    assertThat(type.defaults().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void choicesOutOfRangeAreRefused(int choices) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerOfTwoSpec(choices))
        .withMessage("choices: %d must be from 1 to 100", choices);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001})
  void allowedFailuresOutOfRangeAreRefused(int maxFails) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightedRoundRobinSpec(maxFails))
        .withMessage("maxFails: %d must be from 0 to 1000", maxFails);
  }

  @ParameterizedTest
  @CsvSource({"PT0.0009S, PT0S", "PT1H0.1S, PT0S", "PT10S, PT-0.1S", "PT10S, PT1H0.1S"})
  void responseTimesOutOfRangeAreRefused(Duration decay, Duration failurePenalty) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseTimes(decay, failurePenalty))
        .withMessageMatching("(decay|failurePenalty): PT.* must be from PT(0.001|0)S to PT1H");
  }

  @Test
  void endsOfTheRangesAreTaken() {
    assertThat(new PowerOfTwoSpec(1).choices()).isEqualTo(1);
    assertThat(new PowerOfTwoSpec(100).choices()).isEqualTo(100);
    assertThat(new WeightedRoundRobinSpec(0).maxFails()).isZero();
    assertThat(new WeightedRoundRobinSpec(1_000).maxFails()).isEqualTo(1_000);
  }

  @Test
  void wordsOfTiesAreKept() {
    assertThat(Arrays.stream(Ties.values()).map(Ties::word)).containsExactly("random", "first");
  }
}
