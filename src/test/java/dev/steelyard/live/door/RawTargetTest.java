package dev.steelyard.live.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a/b?c=d",
        "/a//b",
        "/a%2Fb",
        "/a%252e%252e/b",
        "/...",
        "/.well-known/x",
        "/a..b/..c/d.",
        "/a/b?x=../..&y=%2e%2e&z=|",
        "/%c3%A4?%20",
      })
  void aPlainTargetIsFine(String target) {
    assertThat(RawTarget.problem(target)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "//host/a",
        "/..",
        "/../a",
        "/a/./b",
        "/a/..",
        "/%2e%2E/a",
        "/.%2e/a",
        "/a%2f..%2Fb",
        "/a/..;x=1/b",
        "/a\\b",
        "/a%5Cb",
        "/a b",
        "/a\tb",
        "/\u00e4",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a%00",
        "/a?b%0d%0ac",
        "/a%7f",
        "/a#b",
      })
  void whatCouldBeReadInTwoWaysIsNot(String target) {
    assertThat(RawTarget.problem(target)).isNotNull();
  }
}
