package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.metrics.Books;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The door of a running experiment, and the runner that is nothing but a door.
@Timeout(120)
class LiveDoorTest {
  private static final DoorSettings ANY_PORT = new DoorSettings("127.0.0.1", 0, true);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static Scenario scenario(String... changes) throws ScenarioException {
    return ScenarioReader.builtIn("healthy-five", FieldChange.set(List.of(changes)));
  }

  private String get(DoorStatus door) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(door.url() + "/x")).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
        throw new AssertionError("did not come true within 30 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void requestsThroughTheDoorAreInTheFiguresWhileItIsOpen() throws Exception {
    try (var experiment = LiveExperiment.open(scenario("traffic.shape.rate=1"), Observers.NONE)) {
      assertThat(experiment.door()).isEmpty();

      experiment.openDoor(ANY_PORT);
      DoorStatus door = experiment.door().orElseThrow();
      for (int i = 0; i < 200; i++) {
        assertThat(get(door)).startsWith("This is node ");
      }

      await(() -> experiment.frame().books().succeeded() >= 200);
      assertThat(experiment.door().orElseThrow())
          .satisfies(open -> {
            assertThat(open.seen()).isEqualTo(200);
            assertThat(open.connections()).isEqualTo(1);
            assertThat(open.latest()).isNotEmpty();
            assertThat(open.curl()).isEqualTo("curl -i " + open.url() + "/");
          });
      Books books = experiment.frame().books();
      assertThat(books.generated())
          .isEqualTo(books.succeeded() + books.failed() + books.inFlight());

      experiment.closeDoor();
      assertThat(experiment.door()).isEmpty();
      assertThatThrownBy(() -> get(door)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aRealClientsRequestIsAsMuchWorkAsOneThatIsMadeHere() throws Exception {
    Scenario slow =
        scenario("traffic.shape.rate=1", "traffic.work={\"type\":\"fixed\",\"value\":\"100ms\"}");
    try (var experiment = LiveExperiment.open(slow, Observers.NONE)) {
      experiment.openDoor(ANY_PORT);
      long start = System.nanoTime();

      get(experiment.door().orElseThrow());

      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
    }
  }

  @Test
  void aPauseStopsNoRealClient() throws Exception {
    try (var experiment = LiveExperiment.open(scenario(), Observers.NONE)) {
      experiment.pause();
      await(() -> experiment.frame().books().inFlight() == 0);
      experiment.openDoor(ANY_PORT);
      long before = experiment.frame().atNanos();

      assertThat(get(experiment.door().orElseThrow())).startsWith("This is node ");
      await(() -> experiment.frame().atNanos() > before + 300_000_000L);
      assertThat(experiment.paused()).isTrue();
    }
  }

  @Test
  void anotherDoorTakesThePlaceOfTheFirst() throws Exception {
    try (var experiment = LiveExperiment.open(scenario(), Observers.NONE)) {
      experiment.openDoor(ANY_PORT);
      DoorStatus first = experiment.door().orElseThrow();

      experiment.openDoor(ANY_PORT);
      DoorStatus second = experiment.door().orElseThrow();

      assertThat(get(second)).startsWith("This is node ");
      assertThatThrownBy(() -> get(first)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aPortThatIsTakenIsToldAndTheExperimentGoesOn() throws Exception {
    try (var one = LiveExperiment.open(scenario(), Observers.NONE);
        var other = LiveExperiment.open(scenario(), Observers.NONE)) {
      one.openDoor(ANY_PORT);
      int port = one.door().orElseThrow().port();

      assertThatThrownBy(() -> other.openDoor(new DoorSettings("127.0.0.1", port, true)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + port);
      assertThat(other.door()).isEmpty();
      assertThat(get(one.door().orElseThrow())).startsWith("This is node ");
    }
  }

  @Test
  void theProxyServesUntilItIsStoppedAndSendsNothingOfItsOwn() throws Exception {
    var opened = new CompletableFuture<DoorStatus>();
    var stop = new AtomicBoolean();
    var runner = new ProxyRunner(ANY_PORT, false, true, opened::complete, Observers.NONE);
    Scenario scenario = scenario();
    CompletableFuture<Result> running =
        CompletableFuture.supplyAsync(() -> {
          try {
            return runner.run(scenario, progress -> {}, stop::get);
          } catch (RunFailedException failure) {
            throw new AssertionError(failure);
          }
        });
    DoorStatus door = opened.get(30, TimeUnit.SECONDS);
    for (int i = 0; i < 20; i++) {
      assertThat(get(door)).startsWith("This is node ");
    }

    stop.set(true);
    Result result = running.get(30, TimeUnit.SECONDS);

    assertThat(result.summary().requests().generated()).isEqualTo(20);
    assertThat(result.summary().requests().succeeded()).isEqualTo(20);
    assertThat(result.claims()).isEmpty();
  }

  @Test
  void theProxyEndsByItselfAfterTheDurationIfItIsToldTo() throws Exception {
    var runner = new ProxyRunner(ANY_PORT, true, false, door -> {}, Observers.NONE);

    Result result =
        runner.run(
            scenario("duration=\"1s\"", "warmup=\"0s\"", "traffic.shape.rate=100"),
            progress -> {},
            () -> false);

    assertThat(result.summary().requests().generated()).isBetween(20L, 400L);
  }

  @Test
  void whoNeverCeasesToAskKeepsNoRunFromEnding() throws Exception {
    var opened = new CompletableFuture<DoorStatus>();
    var over = new AtomicBoolean();
    var runner = new ProxyRunner(ANY_PORT, false, false, opened::complete, Observers.NONE);
    var asking =
        CompletableFuture.runAsync(() -> {
          DoorStatus door = opened.join();
          while (!over.get()) {
            try {
              get(door);
            } catch (IOException closed) {
              // The door is closed, as it should be.
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
              return;
            }
          }
        });

    Result result =
        runner.run(scenario("duration=\"500ms\"", "warmup=\"0s\""), progress -> {}, () -> false);
    over.set(true);
    asking.get(30, TimeUnit.SECONDS);

    assertThat(result.summary().requests().inFlight()).isZero();
  }
}
