package dev.steelyard.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInClaimsTest {
  static final List<String> IDS = BuiltIns.IDS;

  @ParameterizedTest
  @FieldSource("IDS")
  void theClaimsOfABuiltInScenarioHoldWhateverTheSeed(String id) throws Exception {
    assertClaimsHold(BuiltIns.scenario(id));
    for (int seed = 1; seed <= 5; seed++) {
      assertClaimsHold(ScenarioReader.builtIn(id, FieldChange.set(List.of("seed=" + seed))));
    }
  }

  private static void assertClaimsHold(Scenario scenario) throws Exception {
    Result result =
        new ClaimCheckingRunner(new VirtualRunner()).run(scenario, progress -> {}, () -> false);

    assertThat(result.claims()).hasSameSizeAs(scenario.claims());
    assertThat(result.claims())
        .as("%s, seed %d: %s", scenario.id(), scenario.seed(), result.summary())
        .allMatch(Result.CheckedClaim::holds);
  }
}
