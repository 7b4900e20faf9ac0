package dev.steelyard.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steelyard.metrics.Latency;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 req/s",
        "0.44|0.4 req/s",
        "9.94|9.9 req/s",
        "9.96|10 req/s",
        "412.4|412 req/s",
        "1240|1,240 req/s",
        "12400|12.4k req/s",
        "999600|1.00M req/s",
        "NaN|no data",
        "Infinity|no data",
        "-1|no data",
      })
  void ratesCarryTheirUnit(double perSecond, String text) {
    assertEquals(text, Figures.rate(perSecond).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 µs",
        "400|0.4 µs",
        "850000|850 µs",
        "999499|999 µs",
        "999600|1.0 ms",
        "8440000|8.4 ms",
        "9960000|10 ms",
        "41200000|41 ms",
        "999499000|999 ms",
        "999600000|1.00 s",
        "1244000000|1.24 s",
        "12440000000|12.4 s",
        "124400000000|124 s",
        "-1|no data",
      })
  void durationsHaveTwoOrThreeDigits(long nanos, String text) {
    assertEquals(text, Figures.duration(nanos).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 %",
        "0.00004|< 0.01 %",
        "0.0004|0.04 %",
        "0.5|50.0 %",
        "0.9974|99.7 %",
        "0.9996|99.96 %",
        "0.999999|99.99 %",
        "1|100 %",
        "NaN|no data",
      })
  void percentagesAreRoundOnlyWhenExact(double ratio, String text) {
    assertEquals(text, Figures.percent(ratio).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 %", "0.0004|< +0.1 %", "0.012|+1.2 %", "0.12|+12 %", "12|+1,200 %"})
  void whatComesOnTopHasASign(double ratio, String text) {
    assertEquals(text, Figures.extra(OptionalDouble.of(ratio)).text());
  }

  @Test
  void nothingMeasuredIsNoData() {
    assertEquals("no data", Figures.percent(OptionalDouble.empty()).text());
    assertEquals("no data", Figures.extra(OptionalDouble.empty()).text());
    assertEquals("no data", Figures.duration(Latency.NONE, Latency::p99Nanos).text());
  }

  @ParameterizedTest
  @CsvSource({"0,00:00.0", "83400000000,01:23.4", "3683490000000,1:01:23.4", "-5,00:00.0"})
  void momentsAreCutNotRounded(long nanos, String text) {
    assertEquals(text, Figures.moment(nanos));
  }

  @Test
  void localeChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("1.24 s", Figures.duration(1_240_000_000L).text());
      assertEquals("12,345", Figures.count(12_345));
    } finally {
      Locale.setDefault(before);
    }
  }
}
