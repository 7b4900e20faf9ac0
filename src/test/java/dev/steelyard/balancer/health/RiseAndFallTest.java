package dev.steelyard.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RiseAndFallTest {
  @Test
  void anUpNodeOfWhichNothingGoodIsKnownFallsAtItsFirstFailure() {
    assertThat(ups(new RiseAndFall(2, 3, true), "-")).isEqualTo("d");
  }

  @Test
  void afterASuccessItTakesAllFailuresInARow() {
    assertThat(ups(new RiseAndFall(2, 3, true), "+--+---")).isEqualTo("uuuuuud");
  }

  @Test
  void aNodeThatIsDownNeedsSuccessesInARow() {
    assertThat(ups(new RiseAndFall(3, 2, false), "++-+++")).isEqualTo("dddddu");
  }

  @Test
  void comingBackFillsTheCounterSoThatItFallsAfterTheFullNumber() {
    assertThat(ups(new RiseAndFall(2, 3, false), "++---")).isEqualTo("duuud");
  }

  @Test
  void withOneAndOneEveryCheckDecides() {
    assertThat(ups(new RiseAndFall(1, 1, true), "+-+-")).isEqualTo("udud");
  }

  @Test
  void itTellsOnlyChangesAndTheLengthOfTheStreak() {
    var counter = new RiseAndFall(2, 2, true);

    assertThat(counter.heard(true)).isFalse();
    assertThat(counter.heard(false)).isFalse();
    assertThat(counter.heard(false)).isTrue();
    assertThat(counter.streak()).isEqualTo(2);
    assertThat(counter.heard(false)).isFalse();
    assertThat(counter.streak()).isEqualTo(3);
  }

  private static String ups(RiseAndFall counter, String checks) {
    var found = new StringBuilder();
    for (int i = 0; i < checks.length(); i++) {
      boolean before = counter.up();
      assertThat(counter.heard(checks.charAt(i) == '+')).isEqualTo(counter.up() != before);
      found.append(counter.up() ? 'u' : 'd');
    }
    return found.toString();
  }
}
