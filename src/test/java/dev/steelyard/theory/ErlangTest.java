package dev.steelyard.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangTest {
  /// The column for 1 % of the traffic tables that telephone engineers use.
  @ParameterizedTest
  @CsvSource({"1, 0.0101", "2, 0.153", "5, 1.36", "10, 4.46", "20, 12.03", "50, 37.9", "100, 84.1"})
  void erlangBGivesTheTrafficTables(int servers, double load) {
    assertThat(ErlangB.blocking(servers, load)).isCloseTo(0.01, within(2e-4));
  }

  @Test
  void aThousandServersDoNotOverflow() {
    assertThat(ErlangB.blocking(1_000, 5_000)).isCloseTo(0.8, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.7, 0.7", "2, 1, 0.33333333", "3, 2, 0.44444444", "4, 3, 0.50943396"})
  void erlangCIsTheShareThatWaits(int servers, double load, double waiting) {
    assertThat(ErlangC.waiting(servers, load)).isCloseTo(waiting, within(1e-8));
  }

  /// The example of every call centre: 200 calls an hour of 3 minutes, 10 Erlang, for 14 agents.
  @Test
  void erlangCOfACallCentre() {
    assertThat(ErlangC.waiting(14, 10)).isCloseTo(0.174, within(5e-4));
  }

  @Test
  void tooMuchLoadIsRefused() {
    assertThatThrownBy(() -> ErlangC.waiting(3, 3)).hasMessageContaining("utilization: 1.0 must");
    assertThatThrownBy(() -> ErlangB.blocking(0, 1)).hasMessageContaining("servers: 0 must be");
    assertThatThrownBy(() -> ErlangB.blocking(1, -1)).hasMessageContaining("load: -1.0 must be");
  }
}
