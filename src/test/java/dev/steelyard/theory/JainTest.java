package dev.steelyard.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JainTest {
  @Test
  void evenSharesAreWhollyFair() {
    assertThat(Jain.index(0.2, 0.2, 0.2)).isCloseTo(1, within(1e-12));
    assertThat(Jain.index(7)).isEqualTo(1);
  }

  /// The paper's example: 20 of 100 get one dollar each, the others nothing.
  @Test
  void aFifthThatHasEverythingIsAFifthFair() {
    double[] dollars = new double[100];
    for (int i = 0; i < 20; i++) {
      dollars[5 * i] = 1;
    }

    assertThat(Jain.index(dollars)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void theUnitDoesNotMatter() {
    assertThat(Jain.index(1, 3)).isEqualTo(0.8);
    assertThat(Jain.index(1_000, 3_000)).isEqualTo(0.8);
  }

  @Test
  void nothingForAnybodyIsFair() {
    assertThat(Jain.index(0, 0)).isEqualTo(1);
  }

  @Test
  void senselessAmountsAreRefused() {
    assertThatThrownBy(Jain::index).hasMessageContaining("amounts: 0 must be 1 or more");
    assertThatThrownBy(() -> Jain.index(1, -1)).hasMessageContaining("amounts: -1.0 must be");
  }
}
