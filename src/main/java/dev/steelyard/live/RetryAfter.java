package dev.steelyard.live;

import dev.steelyard.balancer.request.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Reads `Retry-After`: seconds, or a date.
///
/// A date that is past means now. A value that is neither is taken for none. Source: RFC 9110,
/// section 10.2.3.
final class RetryAfter {
  /// What asks for longer is taken to ask for this.
  static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /// For how long the answer with these headers asks not to be asked again, in nanoseconds; {@link
  /// Answer#NO_RETRY_AFTER} if it does not say.
  static long nanos(HttpFields headers, InstantSource clock) {
    String value = headers.get(HttpHeader.RETRY_AFTER);
    if (value == null || value.isEmpty()) {
      return Answer.NO_RETRY_AFTER;
    }
    return isDigits(value) ? ofSeconds(value) : ofDate(value, clock.instant());
  }

  private static boolean isDigits(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
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
      Duration wait = Duration.between(now, HttpDateTime.parse(value).toInstant());
      if (wait.isNegative()) {
        return 0;
      }
      return wait.compareTo(LONGEST) < 0 ? wait.toNanos() : LONGEST.toNanos();
    } catch (IllegalArgumentException noDate) {
      return Answer.NO_RETRY_AFTER;
    }
  }
}
