package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9001, http://127.0.0.1:9001",
    "http://localhost, http://localhost:80",
    "HTTP://localhost:8080/, http://localhost:8080",
    "http://localhost:8080/base/v1/, http://localhost:8080/base/v1",
    "http://[::1]:9001/a%2Fb, http://[::1]:9001/a%2Fb"
  })
  void isReadAndWritten(String text, String written) {
    assertThat(Address.of(text).text()).isEqualTo(written);
    assertThat(Address.of(written)).isEqualTo(Address.of(text));
  }

  @Test
  void holdsAnIpV6HostWithoutBrackets() {
    assertThat(Address.of("[::1]:9001")).isEqualTo(new Address("::1", 9_001, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "https://localhost",
        "http://localhost:0",
        "http://localhost:65536",
        "http://me@localhost",
        "http://localhost?x=1",
        "http://localhost#x",
        "http://a b",
        "http://a_b:80",
        "/path"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Address.of(text));
  }
}
