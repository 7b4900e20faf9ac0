package dev.steelyard.balancer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which paths a pattern takes, and which pattern is more specific.
class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/,             /,                    true",
    "/,             //,                   false",
    "/,             /a,                   false",
    "/*,            /,                    true",
    "/*,            /a/b/,                true",
    "/*,            *,                    false",
    "/api/pay,      /api/pay,             true",
    "/api/pay,      /api/pay?x=/y,        true",
    "/api/pay,      /api/pay/,            false",
    "/api/pay/,     /api/pay,             false",
    "/api/pay/,     /api/pay/,            true",
    "/api/pay,      /api/PAY,             false",
    "/api/pay,      /api/pays,            false",
    "/api/pay,      /api,                 false",
    "/api/order/*,  /api/order,           true",
    "/api/order/*,  /api/order/,          true",
    "/api/order/*,  /api/order/7/items,   true",
    "/api/order/*,  /api/order//7,        true",
    "/api/order/*,  /api/orders,          false",
    "/api/order/*,  /api,                 false",
    "/api/order/*,  /api//order/7,        false",
    "/users/{id},   /users/7,             true",
    "/users/{id},   /users/,              false",
    "/users/{id},   /users/7/,            false",
    "/users/{id}/x, /users/7/x,           true",
    "/users/{id}/*, /users/7,             true",
    "/users/{id}/*, /users,               false",
    "/a,            /%61,                 true",
    "/%61,          /a,                   true",
    "/~a,           /%7ea,                true",
    "/a/b,          /a%2Fb,               false",
    "/a%2fb,        /a%2Fb,               true",
    "/a%2Fb,        /a/b,                 false",
    "/{id},         /a%2Fb,               true",
    "/a%,           /a,                   bad",
  })
  void takesPaths(String pattern, String target, String takes) {
    if (takes.equals("bad")) {
      assertThat(PathPattern.problem(pattern)).isPresent();
    } else {
      assertThat(new PathPattern(pattern).matches(PathText.normalized(target)))
          .isEqualTo(Boolean.parseBoolean(takes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "api/*", "*", "/a*", "/*/a", "/a/*b", "/**", "/{id", "/id}", "/{}", "/x{id}",
        "/{a b}", "/a b", "/a?x=1", "/a#b", "/a%", "/a%0", "/a%00", "/a/../b", "/a/%2e", "/..",
        "/a\\b", "/\u00e4"
      })
  void refusesWhatIsNoPattern(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PathPattern(text))
        .withMessageStartingWith("path: '" + text + "' ")
        .withMessageContaining("it must be");
  }

  @Test
  void mostSpecificIsFirst() {
    List<String> inOrder =
        List.of(
            "/a",
            "/a/b",
            "/a/b/c",
            "/a/b/{x}",
            "/a/b/*",
            "/a/{x}",
            "/a/{x}/c",
            "/a/*",
            "/{x}/b",
            "/*");

    List<String> sorted =
        inOrder.reversed().stream()
            .map(text -> new Named(text, new PathPattern(text)))
            .sorted(Comparator.comparing(Named::pattern))
            .map(Named::text)
            .toList();

    assertThat(sorted).containsExactlyElementsOf(inOrder);
  }

  private record Named(String text, PathPattern pattern) {}

  @Test
  void sameMeaningInOtherWordsIsEqual() {
    assertThat(new PathPattern("/%61/{x}/*")).isEqualTo(new PathPattern("/a/{y}/*"));
    assertThat(new PathPattern("/%61/{x}/*")).hasSameHashCodeAs(new PathPattern("/a/{y}/*"));
    assertThat(new PathPattern("/a")).isNotEqualTo(new PathPattern("/a/*"));
  }

  static Stream<String> climbing() {
    return Stream.of(
        "/public/../admin",
        "/public/..",
        "/./a",
        "/public/%2e%2e/admin",
        "/public/.%2E/admin",
        "/public/..;x=1/admin",
        "/public/..%2fadmin",
        "/public%2f../admin",
        "/public/..%5cadmin",
        "/public/..\\admin",
        "/..?x");
  }

  @ParameterizedTest
  @MethodSource("climbing")
  void segmentsThatClimbAreSeenHoweverWritten(String target) {
    assertThat(PathText.hasDotSegment(PathText.normalized(target))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a.b", "/.well-known/x", "/..a", "/a..", "/...", "/a%2Fb", "/?../x"})
  void dotsInNamesAreNoClimbing(String target) {
    assertThat(PathText.hasDotSegment(PathText.normalized(target))).isFalse();
  }
}
