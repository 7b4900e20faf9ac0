package dev.steelyard.client;

import dev.steelyard.balancer.request.Answer;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

/// Reads `Retry-After`: seconds, or a date in the form that all senders are to use.
///
/// A date that is past means now. A value that is neither is taken for none. Source: RFC 9110,
/// sections 10.2.3 and 5.6.7.
final class RetryAfter {
  /// What asks for longer is taken to ask for this.
  static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /// For how long the answer with these headers asks not to be asked again, in nanoseconds; {@link
  /// Answer#NO_RETRY_AFTER} if it does not say.
  static long nanos(HttpHeaders headers, InstantSource clock) {
    String value = headers.firstValue("Retry-After").map(String::strip).orElse("");
    if (value.isEmpty()) {
      return Answer.NO_RETRY_AFTER;
    }
    return value.chars().allMatch(c -> c >= '0' && c <= '9')
        ? ofSeconds(value)
        : ofDate(value, clock.instant());
  }

  private static long ofSeconds(String digits) {
    try {
      long seconds = Math.min(Long.parseLong(digits), LONGEST.toSeconds());
      return Duration.ofSeconds(seconds).toNanos();
    } catch (NumberFormatException greaterThanAnyLong) {
      return LONGEST.toNanos();
    }
  }

  private static long ofDate(String value, Instant now) {
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      Duration wait = Duration.between(now, until);
      if (wait.isNegative()) {
        return 0;
      }
      return wait.compareTo(LONGEST) < 0 ? wait.toNanos() : LONGEST.toNanos();
    } catch (DateTimeException noDate) {
      return Answer.NO_RETRY_AFTER;
    }
  }
}
