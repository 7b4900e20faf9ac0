package dev.steelyard.client;

import static dev.steelyard.client.Fixture.PLAIN;
import static dev.steelyard.client.Fixture.get;
import static dev.steelyard.client.Fixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientRedirectsTest {
  private static TestNode redirecting(String id, int status, String from, String to) {
    return new TestNode(
        id,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(from)) {
            exchange.getResponseHeaders().add("Location", to);
            TestNode.text(exchange, status, "elsewhere");
          } else {
            TestNode.text(exchange, 200, id + exchange.getRequestURI());
          }
        });
  }

  private static HttpResponse<String> send(Fixture fixture, HttpRequest request) throws Exception {
    return fixture.client.send(request, BodyHandlers.ofString());
  }

  @Test
  void redirectsAreTheCallersUnlessAskedOtherwise() throws Exception {
    try (var fixture = new Fixture(PLAIN, redirecting("a", 302, "/x", "/y"))) {
      HttpResponse<String> response = send(fixture, get("http://orders/x"));

      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.body()).isEqualTo("elsewhere");
    }
  }

  @Test
  void aRedirectWithinThePoolIsBalancedAgain() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN,
            builder -> builder.followRedirects(Redirect.NORMAL),
            redirecting("a", 302, "/x", "y?z"))) {
      HttpResponse<String> response = send(fixture, get("http://orders/x"));

      assertThat(response.body()).isEqualTo("a/y?z");
      assertThat(response.uri()).isEqualTo(URI.create("http://orders/y?z"));
      assertThat(response.previousResponse().map(HttpResponse::statusCode)).hasValue(302);
      assertThat(response.previousResponse().map(HttpResponse::uri))
          .hasValue(URI.create("http://orders/x"));
      fixture.awaitEnds(2);
      assertThat(fixture.ends()).containsExactly("status-302", "status-200");
    }
  }

  @Test
  void aNodeThatNamesItselfMeansItsPool() throws Exception {
    var own = new java.util.concurrent.atomic.AtomicReference<String>();
    try (var a =
            new TestNode(
                "a",
                exchange -> {
                  if (exchange.getRequestURI().getPath().equals("/base/x")) {
                    exchange.getResponseHeaders().add("Location", own.get() + "/base/y");
                    exchange.sendResponseHeaders(301, -1);
                  } else {
                    TestNode.text(exchange, 200, exchange.getRequestURI().toString());
                  }
                });
        var fixture =
            new Fixture(
                PLAIN,
                builder -> builder.followRedirects(Redirect.NORMAL),
                List.of(new NodeAddress("a", URI.create(a.uri() + "/base"))))) {
      own.set(a.uri());

      HttpResponse<String> response = send(fixture, get("http://orders/x"));

      assertThat(response.uri()).isEqualTo(URI.create("http://orders/y"));
      assertThat(response.body()).isEqualTo("/base/y");
    }
  }

  @Test
  void aRedirectLeadsToAnotherPoolAndOutOfAll() throws Exception {
    try (var outside = TestNode.well("outside");
        var b = redirecting("b", 307, "/2", outside.uri() + "/3");
        var fixture =
            new Fixture(
                PLAIN,
                builder -> builder.followRedirects(Redirect.NORMAL).pool("second", b.uri()),
                redirecting("a", 307, "/1", "http://second/2"))) {
      var request =
          to("http://orders/1")
              .header("Authorization", "secret")
              .header("X-Plain", "kept")
              .POST(BodyPublishers.ofString("body"))
              .build();

      HttpResponse<String> response = send(fixture, request);

      assertThat(response.body()).isEqualTo("outside");
      assertThat(response.uri()).isEqualTo(URI.create(outside.uri() + "/3"));
      assertThat(b.asked.getFirst().body()).isEqualTo("body");
      assertThat(b.asked.getFirst().headers()).doesNotContainKey("Authorization");
      assertThat(outside.asked.getFirst().method()).isEqualTo("POST");
      assertThat(outside.asked.getFirst().body()).isEqualTo("body");
      assertThat(outside.asked.getFirst().header("X-plain")).isEqualTo("kept");
    }
  }

  @Test
  void aPostThatIsRedirectedBecomesAGet() throws Exception {
    for (int status : List.of(301, 302, 303)) {
      try (var a = redirecting("a", status, "/x", "/y");
          var fixture =
              new Fixture(PLAIN, builder -> builder.followRedirects(Redirect.ALWAYS), a)) {
        send(fixture, to("http://orders/x").POST(BodyPublishers.ofString("body")).build());

        assertThat(a.asked.get(1).method()).isEqualTo("GET");
        assertThat(a.asked.get(1).body()).isEmpty();
      }
    }
  }

  @Test
  void aLargeBodyCannotFollow() throws Exception {
    try (var fixture =
        new Fixture(
            PLAIN,
            builder -> builder.followRedirects(Redirect.ALWAYS),
            redirecting("a", 307, "/x", "/y"))) {
      var large = to("http://orders/x").POST(BodyPublishers.ofByteArray(new byte[70_000])).build();

      assertThat(send(fixture, large).statusCode()).isEqualTo(307);
    }
  }

  @Test
  void aCircleIsLeftAsTheJdkLeavesIt() throws Exception {
    try (var outside = redirecting("outside", 302, "/x", "/x");
        var a = redirecting("a", 302, "/x", "/x");
        var fixture = new Fixture(PLAIN, builder -> builder.followRedirects(Redirect.NORMAL), a)) {
      HttpResponse<String> jdk = send(fixture, get(outside.uri() + "/x"));
      HttpResponse<String> response = send(fixture, get("http://orders/x"));

      assertThat(response.statusCode()).isEqualTo(jdk.statusCode()).isEqualTo(302);
      assertThat(a.asked).hasSameSizeAs(outside.asked);
    }
  }

  @Test
  void aRedirectThatLeadsNowhereIsTheCallers() throws Exception {
    for (String location : List.of("http://:bad:", "ftp://orders/")) {
      try (var fixture =
          new Fixture(
              PLAIN,
              builder -> builder.followRedirects(Redirect.ALWAYS),
              redirecting("a", 302, "/x", location))) {
        assertThat(send(fixture, get("http://orders/x")).statusCode()).isEqualTo(302);
      }
    }
  }

  @Test
  void cookiesBelongToThePoolWhoeverAnswers() throws Exception {
    var count = new AtomicInteger();
    TestNode.Doing setting =
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "c=" + count.incrementAndGet());
          TestNode.text(exchange, 200, "");
        };
    try (var a = new TestNode("a", setting);
        var b = new TestNode("b", setting);
        var other = TestNode.well("o");
        var fixture =
            new Fixture(
                PLAIN,
                builder -> builder.cookieHandler(new CookieManager()).pool("other", other.uri()),
                List.of(a.address()))) {
      send(fixture, get("http://orders/"));
      fixture.client.setNodes("orders", List.of(b.address()));
      send(fixture, get("http://orders/"));
      send(fixture, get("http://other/"));

      assertThat(a.asked.getFirst().headers()).doesNotContainKey("Cookie");
      assertThat(b.asked.getFirst().header("Cookie")).isEqualTo("c=1");
      assertThat(other.asked.getFirst().headers()).doesNotContainKey("Cookie");
    }
  }
}
