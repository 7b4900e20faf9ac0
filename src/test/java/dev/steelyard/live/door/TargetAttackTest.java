package dev.steelyard.live.door;

import static dev.steelyard.live.door.Siege.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steelyard.live.door.StrictNode.Taken;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets that one program reads in another way than the next.
@Timeout(120)
class TargetAttackTest {
  private static Siege siege;

  @BeforeAll
  static void open() throws IOException {
    siege = new Siege();
  }

  @AfterAll
  static void close() throws IOException {
    siege.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/a/../b",
        "/..",
        "/a/..",
        "/./a",
        "/a/.",
        "/a/%2e%2e/b",
        "/a/%2E./b",
        "/a/.%2e",
        "/a/..%2fb",
        "/a%2f..%2Fb",
        "/a/..;/b",
        "/a/..;x=1/b",
        "/a/%2e%2e;/b",
        "/a\\b",
        "/a/..\\b",
        "/a%5cb",
        "/a/..%5Cb",
        "//evil.example/a",
        "/a%0d%0aX-Smuggled:%20y",
        "/a%0a",
        "/a%0D",
        "/a%00.png",
        "/a%7f",
        "/a?q=%0d%0aX-Smuggled:%20y",
        "/a?q=%00",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a%u002e",
        "/a?q=%",
        "/a#b",
        "/a?q#b",
        "/\u00c3\u00a9",
        "/\u00e9",
        "/a?q=\u00e9",
        "/a\u0000b",
        "/a\u0001b",
        "/a\tb",
        "/a b",
        "*",
        "a",
        "?q",
        "door.example:80",
        "\\a"
      })
  void whatCouldMeanSomethingElseIsRefused(String target) throws IOException {
    siege.refuses(400, get(target));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/",
        "/a;x=1/b;y",
        "/a%2fb",
        "/a%2Fb%3f%23",
        "/a//b///",
        "/a/...",
        "/a/..b/.c",
        "/a?/../b",
        "/a?x=../..&y=%2e%2e",
        "/a/%252e%252e/b",
        "/%c3%a9",
        "/%ff",
        "/a?",
        "/a??b=?",
        "/a?x=[1]&y={}|^`",
        "/a:b@c!$&'()*+,;=-._~",
        "/a?next=http://evil.example/../x",
        "/a%20b?c=%20d+e"
      })
  void whatIsPlainReachesTheNodeLetterByLetter(String target) throws IOException {
    assertThat(siege.passes(get(target)).target()).isEqualTo(target);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://evil.example/p",
        "http://d:81/p",
        "https://d/p",
        "ftp://d/p",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user@d/p",
        "http://user:word@d/p",
        "http:///p",
        "http://d/a/../b",
        "http://d//evil.example/b",
        "http://d/a#b",
        "http://d@evil.example/p",
        "http://d\\@evil.example/p",
        "http://[::1/p",
        "http:p"
      })
  void anAbsoluteTargetMustBeOursAndPlain(String target) throws IOException {
    siege.refuses(400, "GET " + target + " HTTP/1.1\r\nHost: d\r\n\r\n");
  }

  @Test
  void anAbsoluteTargetDoesNotMakeUpForAHost() throws IOException {
    siege.refuses(400, "GET http://d/p HTTP/1.1\r\n\r\n");
    siege.refuses(400, "GET http://d/p HTTP/1.1\r\nHost: d\r\nHost: d\r\n\r\n");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("absolute")
  void anAbsoluteTargetReachesTheNodeInTheUsualForm(String target, String seen) throws IOException {
    Taken taken = siege.passes("GET " + target + " HTTP/1.1\r\nHost: d\r\n\r\n");

    assertThat(taken.target()).isEqualTo(seen);
    assertThat(taken.all("host")).containsExactly("d");
  }

  static Stream<Arguments> absolute() {
    return Stream.of(
        arguments("http://d/p", "/p"),
        arguments("http://d:80/p?q=%2f", "/p?q=%2f"),
        arguments("HTTP://D/p", "/p"),
        arguments("http:/p", "/p"),
        arguments("http://d", "/"),
        arguments("http://d?x=1", "/?x=1"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        " ",
        "user@d",
        "d:99999",
        "d:65536",
        "d:0",
        "d:-1",
        "d:+80",
        "d:x",
        "d:80:80",
        "d e",
        "d/x",
        "d?x",
        "d#x",
        "d, e",
        "d,e",
        "d;proto=https",
        "d=e",
        "d%00",
        "d%2ee",
        "d\"",
        "d\\e",
        "<script>",
        "d\u00e9",
        "d\u0000",
        "::1",
        "[::1",
        "[zz]",
        "http://d",
        "d\r\nHost: d",
        "d\r\nhost: evil.example",
        "\r\n d"
      })
  void aHostIsOneNameWithOnePort(String host) throws IOException {
    siege.refuses(400, "GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"d", "d:80", "d.example:65535", "127.0.0.1:1", "[::1]:80", "my_host", "D"})
  void aHostReachesTheNodeAsItIs(String host) throws IOException {
    Taken taken = siege.passes("GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(taken.all("host")).containsExactly(host);
    assertThat(taken.all("x-forwarded-host")).containsExactly(host);
    assertThat(taken.all("forwarded"))
        .containsExactly("for=127.0.0.1;proto=http;host=\"" + host + "\"");
  }

  @Test
  void aHostIsNeeded() throws IOException {
    siege.refuses(400, "GET /p HTTP/1.1\r\n\r\n");
    siege.refuses(400, "GET /p HTTP/1.1\r\nX: y\r\n\r\n");
  }
}
