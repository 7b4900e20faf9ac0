package dev.steelyard.scenario.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "100ns, 100, 100ns",
    "250us, 250000, 250us",
    "20ms, 20000000, 20ms",
    "0.5ms, 500000, 500us",
    "2s, 2000000000, 2s",
    "1.5s, 1500000000, 1500ms",
    "0060s, 60000000000, 1m",
    "90s, 90000000000, 90s",
    "5m, 300000000000, 5m",
    "1h, 3600000000000, 1h",
    "1.50h, 5400000000000, 90m",
    "0s, 0, 0s",
    "0h, 0, 0s",
    "0.000000001s, 1, 1ns",
    "9223372036854775807ns, 9223372036854775807, 9223372036854775807ns",
  })
  void durationsAreReadAndWritten(String text, long nanos, String canonical)
      throws DurationFormatException {
    Duration duration = Durations.parse(text);

    assertThat(duration.toNanos()).isEqualTo(nanos);
    assertThat(Durations.format(duration)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "5, it has no unit",
    "-5s, it is negative",
    "-0s, it is negative",
    "'', it is not a number with a unit",
    "s, it is not a number with a unit",
    ".5s, it is not a number with a unit",
    "5.s, it is not a number with a unit",
    "1e3s, it is not a number with a unit",
    "5 s, it is not a number with a unit",
    "NaNs, it is not a number with a unit",
    "٥s, it is not a number with a unit",
    "1m30s, it is not a number with a unit",
    "PT5S, it is not a number with a unit",
    "0.5ns, it is finer than a nanosecond",
    "9223372036854775808ns, it is too long to be counted in nanoseconds",
    "99999999999999999999h, it is too long to be counted in nanoseconds",
  })
  void othersAreRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(DurationFormatException.class)
        .hasMessage(reason);
  }

  @Test
  void unknownUnitsAreToldWithTheKnownOnes() {
    assertThatThrownBy(() -> Durations.parse("5d"))
        .hasMessage("its unit is none of ns, us, ms, s, m (minutes) and h (hours)");
  }

  @Test
  void everythingWrittenReadsBackEqual() throws DurationFormatException {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));

      assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
  }
}
