package dev.steelyard.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A.b_c-9",
        "...",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void idsOfLettersDigitsDotsDashesAndUnderscoresAreTaken(String id) {
    assertThat(Endpoint.virtual(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "ä",
        "a\n",
        "<b>",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void otherIdsAreRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.virtual(id))
        .withMessage("id: '%s' must match [A-Za-z0-9._-]{1,64}", id);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void portsOutOfRangeAreRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoint("a", "localhost", port, 1))
        .withMessage("port: %d must be from 0 to 65535", port);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoint("a", "localhost", 1, port))
        .withMessage("healthPort: %d must be from 0 to 65535", port);
  }

  @Test
  void firstAndLastPortAreTaken() {
    assertThat(new Endpoint("a", "localhost", 0, 65_535).healthPort()).isEqualTo(65_535);
    assertThat(new Endpoint("a", "localhost", 65_535, 0).port()).isEqualTo(65_535);
  }
}
