package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Selection;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsBinderTest {
  @ParameterizedTest
  @EnumSource
  void typeAloneHasTheStrengthOfTheCatalogueForEveryRequest(FaultType type) throws Exception {
    assertThat(fault("'effect': {'type': '" + type.id() + "'}"))
        .isEqualTo(new Fault(type.defaults(), Scope.BOTH, Selection.ALL));
  }

  @Test
  void strengthsAreRead() throws Exception {
    assertThat(effect("'type': 'reset', 'when': 'amid'")).isEqualTo(new Effect.ResetAmid());
    assertThat(effect("'type': 'reset', 'when': 'before'")).isEqualTo(new Effect.Reset());
    assertThat(effect("'type': 'delay', 'value': '30ms'"))
        .isEqualTo(new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(30))));
    assertThat(effect("'type': 'delay', 'value': {'type': 'exponential', 'mean': '1s'}"))
        .isEqualTo(new Effect.Delay(new Distribution.Exponential(Duration.ofSeconds(1))));
    assertThat(effect("'type': 'rate-limit', 'rate': 2.5, 'burst': 7"))
        .isEqualTo(new Effect.RateLimit(2.5, 7));
    assertThat(effect("'type': 'drip', 'bytesPerSecond': 3")).isEqualTo(new Effect.Drip(3));
    assertThat(effect("'type': 'pause', 'period': '10s', 'length': '1s'"))
        .isEqualTo(new Effect.Pause(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    assertThat(effect("'type': 'leak', 'growth': 0.5")).isEqualTo(new Effect.Leak(0.5));
    assertThat(effect("'type': 'overload', 'growth': 2")).isEqualTo(new Effect.Overload(2));
  }

  @Test
  void burstIsWhatComesInOneSecondUnlessItIsSaid() throws Exception {
    assertThat(effect("'type': 'rate-limit', 'rate': 0.2")).isEqualTo(new Effect.RateLimit(0.2, 1));
    assertThat(effect("'type': 'rate-limit', 'rate': 2.5")).isEqualTo(new Effect.RateLimit(2.5, 3));
  }

  @Test
  void selectionIsRead() throws Exception {
    String hang = "'effect': {'type': 'hang'}, ";

    assertThat(fault(hang + "'probability': 0.2, 'first': 10, 'every': 3").selection())
        .isEqualTo(new Selection(0.2, OptionalInt.of(10), 3));
    assertThat(fault(hang + "'every': 3").selection())
        .isEqualTo(new Selection(1, OptionalInt.empty(), 3));
  }

  private static Effect effect(String fields) throws ScenarioException {
    return fault("'effect': {" + fields + "}").effect();
  }

  private static Fault fault(String fields) throws ScenarioException {
    String text =
        """
        {"version": 1, "nodes": [{"id": "a"}], "traffic": {"shape": {"type": "steady", "rate": 9}},
         "faults": [{'node': 'a', %s}]}
        """
            .formatted(fields);
    return ScenarioReader.text(text.replace('\'', '"'), "x.json", List.of())
        .faults()
        .getFirst()
        .fault();
  }
}
