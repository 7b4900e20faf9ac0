package dev.steelyard.balancer.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steady up to a bound, exact to the nanosecond.
class TokenBucketTest {
  @Test
  void bucketFillsSteadilyUpToItsBound() {
    var bucket = new TokenBucket(2, 3, 0);
    long half = 500_000_000;

    assertThat(new long[] {bucket.take(0), bucket.take(0), bucket.take(0)}).containsOnly(0);
    assertThat(bucket.take(0)).isEqualTo(half);
    assertThat(bucket.take(half - 1)).isEqualTo(1);
    assertThat(bucket.take(half)).isZero();
    assertThat(bucket.take(half)).isEqualTo(half);
    long later = 1_000 * half;
    assertThat(new long[] {bucket.take(later), bucket.take(later), bucket.take(later)})
        .containsOnly(0);
    assertThat(bucket.take(later)).isEqualTo(half);
  }

  /// However the tries fall: never more pass than the burst and what came since, and whoever waits
  /// as long as was told passes at that very nanosecond and not one before.
  @ParameterizedTest
  @CsvSource({"3, 1", "7.3, 4", "1000, 50", "0.7, 2", "0.001, 1000000", "1000000, 1"})
  void theTimeToldIsExact(double rate, int most) {
    var random = new Seeds(3).stream("tries");
    long interval = Math.round(1e9 / rate);
    var bucket = new TokenBucket(rate, most, 0);
    long now = 0;
    long passed = 0;
    for (int i = 0; i < 20_000; i++) {
      long wait = bucket.take(now);
      if (wait == 0) {
        passed++;
      } else {
        assertThat(wait).isLessThanOrEqualTo(interval);
        assertThat(bucket.take(now + wait - 1)).isEqualTo(1);
        now += wait;
        assertThat(bucket.take(now)).isZero();
        passed++;
      }
      assertThat(passed).isLessThanOrEqualTo(most + now / interval);
      now += random.nextLong(2 * interval);
    }
  }

  @Test
  void theRarestTokenDoesNotOverflow() {
    var bucket = new TokenBucket(Double.MIN_VALUE, 1_000_000, 0);

    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(1)).isZero();
    assertThat(bucket.take(2)).isPositive();
  }

  @Test
  void clientsThatCameLongAgoAreForgottenFirst() {
    var limiter = new RateLimiter(new RateLimitSettings(1, 1));
    assertThat(limiter.take("first", 0)).isZero();
    assertThat(limiter.take("second", 0)).isZero();
    for (int i = 0; i < RateLimiter.MOST_CLIENTS - 2; i++) {
      assertThat(limiter.take("other-" + i, 0)).isZero();
    }
    assertThat(limiter.take("first", 0)).as("still known").isPositive();

    assertThat(limiter.take("one more", 0)).isZero();

    assertThat(limiter.take("first", 0)).as("it came since").isPositive();
    assertThat(limiter.take("second", 0)).as("forgotten").isZero();
  }
}
