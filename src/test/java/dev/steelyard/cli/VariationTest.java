package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationTest {
  @Test
  void valuesStandBetweenCommas() {
    assertThat(Variation.parse("traffic.work.mean=5ms,10ms"))
        .isEqualTo(new Variation("traffic.work.mean", List.of("5ms", "10ms")));
  }

  @Test
  void rangesAreExactToTheirEnd() {
    assertThat(Variation.parse("a=0.1..0.3/0.1").values()).containsExactly("0.1", "0.2", "0.3");
    assertThat(Variation.parse("a=10..25/10,100").values()).containsExactly("10", "20", "100");
    assertThat(Variation.parse("a=-1..1/1").values()).containsExactly("-1", "0", "1");
  }

  @Test
  void rangesMayBeOfDurations() {
    assertThat(Variation.parse("a=0ms..20ms/10ms,5s").values())
        .containsExactly("0s", "10ms", "20ms", "5s");
    assertThat(Variation.parse("a=500ms..2s/0.75s").values())
        .containsExactly("500ms", "1250ms", "2s");
  }

  @Test
  void commasInsideOfJsonBelongToTheValue() {
    assertThat(Variation.parse("a={\"b\":[1,2],\"c\":\"x,}y\"},null").values())
        .containsExactly("{\"b\":[1,2],\"c\":\"x,}y\"}", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate;PATH=VALUE,VALUE,...",
        "=5;PATH=VALUE,VALUE,...",
        "rate=;values that are not empty",
        "rate=5,,6;values that are not empty",
        "rate=5,5;each value once",
        "rate=9..1/1;a range FROM..TO/STEP that goes up by a step above 0",
        "rate=1..9/0;a range FROM..TO/STEP that goes up by a step above 0",
        "rate=1..9;a range FROM..TO/STEP of numbers, or of durations with their units",
        "rate=1ms..9ms/2;a range FROM..TO/STEP of numbers, or of durations with their units",
        "rate=1..9/2ms;a range FROM..TO/STEP of numbers, or of durations with their units",
        "rate=9ms..1ms/1ms;a range FROM..TO/STEP that goes up by a step above 0",
        "rate=1ms..9ms/1x;durations such as 250us",
        "rate=-1ms..9ms/1ms;durations such as 250us",
        "rate=1..1000000/1;up to 200 values",
      })
  void whatMakesNoSenseIsToldInOneLine(String usage) {
    String[] parts = usage.split(";", 2);

    assertThatThrownBy(() -> Variation.parse(parts[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--vary " + parts[0] + " is wrong; allowed: " + parts[1]);
  }
}
