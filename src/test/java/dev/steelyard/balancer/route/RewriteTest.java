package dev.steelyard.balancer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What nodes see of a path. The first cases are those of the Gateway API's table.
class RewriteTest {
  @ParameterizedTest
  @CsvSource({
    "/foo/*, /foo,  /xyz,  /foo/bar,        /xyz/bar",
    "/foo/*, /foo,  /xyz/, /foo/bar,        /xyz/bar",
    "/foo/*, /foo/, /xyz,  /foo/bar,        /xyz/bar",
    "/foo/*, /foo/, /xyz/, /foo/bar,        /xyz/bar",
    "/foo/*, /foo,  /xyz,  /foo,            /xyz",
    "/foo/*, /foo,  /xyz,  /foo/,           /xyz/",
    "/foo/*, /foo,  ,      /foo/bar,        /bar",
    "/foo/*, /foo,  ,      /foo/,           /",
    "/foo/*, /foo,  ,      /foo,            /",
    "/foo/*, /foo,  /,     /foo/,           /",
    "/foo/*, /foo,  /,     /foo,            /",
    "/foo/*, /foo,  ,      /foo?a=/b&c,     /?a=/b&c",
    "/foo/*, /foo,  /xyz,  /foo?,           /xyz?",
    "/foo/*, /foo,  /xyz,  /foo/a%2Fb//c?x, /xyz/a%2Fb//c?x",
    "/foo/*, /foo,  /xyz,  /%66oo/bar?x=%66, /xyz/bar?x=%66",
    "/a/b/*, /a,    ,      /a/b/c,          /b/c",
    "/a/b/*, /a/b,  ,      /a/b/c,          /c",
    "/foo/*, ,      /v2,   /foo/bar?x,      /v2/foo/bar?x",
    "/*,     ,      /v2,   /,               /v2/",
    "/*,     ,      ,      /foo//?,         /foo//?",
    "/*,     /,     /,     /foo,            /foo",
  })
  void joinsExactly(
      String path, @Nullable String strip, @Nullable String rewrite, String target, String seen) {
    Route route = route(path, strip, rewrite);

    assertThat(new Rewrite(route).of(target)).isEqualTo(seen);
  }

  @Test
  void onlyWhatAllPathsBeginWithCanBeStripped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("/api/*", "/api/order", null))
        .withMessageStartingWith("strip: '/api/order' is not how all paths of the route begin");
    assertThatIllegalArgumentException().isThrownBy(() -> route("/{x}/*", "/a", null));
    assertThatIllegalArgumentException().isThrownBy(() -> route(null, "/a", null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("/a/*", "/a/*", null))
        .withMessageStartingWith("strip: '/a/*' has a * or braces");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("/a/*", null, "v2"))
        .withMessageStartingWith("rewrite: 'v2' does not begin with /");
  }

  private static Route route(
      @Nullable String path, @Nullable String strip, @Nullable String rewrite) {
    return new Route(
        "r",
        Optional.empty(),
        Optional.ofNullable(path),
        Map.of(),
        Map.of(),
        "p",
        Optional.ofNullable(strip),
        Optional.ofNullable(rewrite));
  }
}
