package dev.steelyard.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.request.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("1994-11-06T08:49:37Z"));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "0120, 120",
    "31536000, 31536000",
    "31536001, 31536000",
    "99999999999999999999999, 31536000"
  })
  void secondsAreTakenAsTheyStandUpToAYear(String value, long seconds) {
    assertThat(nanos(value)).isEqualTo(Duration.ofSeconds(seconds).toNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:47 GMT  | 10",
        "Sunday, 06-Nov-94 08:49:47 GMT | 10",
        "Sun Nov  6 08:49:47 1994       | 10",
        "Sun, 06 Nov 1994 08:49:37 GMT  | 0",
        "Sun, 06 Nov 1994 08:00:00 GMT  | 0",
        "Fri, 06 Nov 2093 08:49:37 GMT  | 31536000"
      })
  void datesCountFromNow(String value, long seconds) {
    assertThat(nanos(value)).isEqualTo(Duration.ofSeconds(seconds).toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "7s", " ", "+3", "Sun, 06 Nov"})
  void whatIsNeitherIsTakenForNone(String value) {
    assertThat(nanos(value)).isEqualTo(Answer.NO_RETRY_AFTER);
  }

  @Test
  void withoutTheHeaderThereIsNone() {
    assertThat(RetryAfter.nanos(HttpFields.EMPTY, NOW)).isEqualTo(Answer.NO_RETRY_AFTER);
  }

  private static long nanos(String value) {
    return RetryAfter.nanos(HttpFields.build().put(HttpHeader.RETRY_AFTER, value), NOW);
  }
}
