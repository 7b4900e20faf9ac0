package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInsTest {
  static final List<String> IDS = BuiltIns.IDS;

  @ParameterizedTest
  @FieldSource("IDS")
  void eachIsValidAndSaysWhatToLookFor(String id) {
    Scenario scenario = BuiltIns.scenario(id);

    assertThat(scenario.id()).isEqualTo(id);
    assertThat(scenario.title()).isNotEqualTo(id);
    assertThat(scenario.description()).hasSizeGreaterThan(80);
    assertThat(scenario.claims()).isNotEmpty();
    assertThat(scenario.claims()).allSatisfy(c -> assertThat(c.text()).isNotEqualTo(c.holds()));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void eachUsesSettingsThatReactWhileAClassWatches(String id) {
    Scenario scenario = BuiltIns.scenario(id);

    assertThat(scenario.balancer().timeout()).isEqualTo(Duration.ofSeconds(1));
    // One of them shows checks that never ask again.
    assertThat(scenario.balancer().healthCheck().map(check -> check.withReadmit(true)))
        .satisfiesAnyOf(
            check -> assertThat(check).isEmpty(),
            check -> assertThat(check).contains(HealthCheckSettings.CLASSROOM));
    assertThat(scenario.balancer().outlierEjection())
        .satisfiesAnyOf(
            ejection -> assertThat(ejection).isEmpty(),
            ejection -> assertThat(ejection).contains(OutlierSettings.CLASSROOM));
  }

  @Test
  void theDefaultShowsAFaultAndItsRecoveryWithinTwentySeconds() {
    Scenario scenario = BuiltIns.scenario(BuiltIns.DEFAULT);

    assertThat(scenario.id()).isEqualTo("one-node-dies");
    assertThat(scenario.duration()).isLessThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(scenario.faults())
        .allSatisfy(
            fault -> assertThat(fault.until().orElseThrow()).isLessThan(Duration.ofSeconds(18)));
  }

  @Test
  void everyFileIsListed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("assets", "scenarios"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(IDS.stream().map(id -> id + ".json").toList());
    }
  }

  @Test
  void anUnknownIdIsToldWithTheNearestOne() {
    assertThatThrownBy(() -> BuiltIns.scenario("overlaod"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean overload?");
  }
}
