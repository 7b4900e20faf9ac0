package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RegistryServiceTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void itServesUntilItIsToldToStop() throws Exception {
    var port = new CompletableFuture<Integer>();
    var stop = new AtomicBoolean();
    List<Exception> failures = new ArrayList<>();
    Thread serving =
        Thread.ofPlatform()
            .start(() -> {
              try {
                RegistryService.live()
                    .serve(new InetSocketAddress(LOOPBACK, 0), port::complete, stop::get);
              } catch (RunFailedException e) {
                failures.add(e);
              }
            });
    String root = "http://127.0.0.1:" + port.get(20, TimeUnit.SECONDS) + "/v1/services/orders";
    try (HttpClient client = HttpClient.newHttpClient()) {
      var body = BodyPublishers.ofString("{\"host\": \"127.0.0.1\", \"port\": 9001}");
      var register = HttpRequest.newBuilder(URI.create(root + "/instances/a")).PUT(body).build();
      assertThat(client.send(register, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
      HttpResponse<String> list =
          client.send(HttpRequest.newBuilder(URI.create(root)).build(), BodyHandlers.ofString());
      assertThat(list.body()).contains("\"id\": \"a\"", "\"port\": 9001");
    }
    stop.set(true);
    assertThat(serving.join(Duration.ofSeconds(20))).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsToldOf() throws IOException {
    try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
      var address = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
      assertThatExceptionOfType(RunFailedException.class)
          .isThrownBy(() -> RegistryService.live().serve(address, port -> {}, () -> true))
          .withMessageContaining("Cannot serve the registry on ")
          .withMessageContaining(":" + taken.getLocalPort() + " (Address already in use). Choose ")
          .withMessageNotContaining("Failed to bind");
    }
  }
}
