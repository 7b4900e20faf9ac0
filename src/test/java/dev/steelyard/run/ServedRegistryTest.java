package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import dev.steelyard.metrics.Log;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run whose registry other programs reach.
@Timeout(120)
class ServedRegistryTest {
  private static final String OPEN_AT = "the registry is open at ";

  private static Scenario listening(int port) throws Exception {
    return ScenarioReader.builtIn(
        "healthy-five", FieldChange.set(List.of("discovery={\"listen\":\"" + port + "\"}")));
  }

  private static Optional<String> url(LiveExperiment experiment) {
    Log log = experiment.frame().log();
    return IntStream.range(0, log.size())
        .mapToObj(index -> log.get(index).text())
        .filter(text -> text.startsWith(OPEN_AT))
        .map(text -> text.substring(OPEN_AT.length()))
        .findFirst();
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("did not come true within 60 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void anotherProgramsNodeRegistersAndGetsRequests() throws Exception {
    var requests = new AtomicInteger();
    var loopback = InetAddress.getLoopbackAddress();
    HttpServer node = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    node.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    node.start();
    try (var experiment = LiveExperiment.open(listening(0), Observers.NONE);
        var client = HttpClient.newHttpClient()) {
      await(() -> url(experiment).isPresent());
      String instance =
          "{\"host\": \"127.0.0.1\", \"port\": "
              + node.getAddress().getPort()
              + ", \"ttl\": \"60s\"}";
      var register =
          HttpRequest.newBuilder(
                  URI.create(url(experiment).orElseThrow() + "/v1/services/default/instances/mine"))
              .PUT(BodyPublishers.ofString(instance))
              .build();

      assertThat(client.send(register, BodyHandlers.ofString()).statusCode()).isEqualTo(201);

      await(() -> requests.get() > 10);
      await(() -> experiment.frame().nodes().stream().anyMatch(shown -> shown.id().equals("mine")));
    } finally {
      node.stop(0);
    }
  }

  @Test
  void aTakenPortIsToldWithAWayOut() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Scenario scenario = listening(taken.getLocalPort());

      assertThatIOException()
          .isThrownBy(() -> LiveExperiment.open(scenario, Observers.NONE))
          .withMessageContaining(String.valueOf(taken.getLocalPort()))
          .withMessageContaining("discovery.listen");
    }
  }
}
