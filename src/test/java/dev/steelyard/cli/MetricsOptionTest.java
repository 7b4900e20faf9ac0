package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.Runner;
import dev.steelyard.run.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsOptionTest {
  private static final int FREE_PORT = 40_404;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// What happened, in order.
  private final List<String> story = new ArrayList<>();

  private Desktop desktop =
      scenario -> {
        story.add("window");
        return 0;
      };
  private MetricsDoor door = this::openAt;

  private MetricsDoor.Open openAt(InetSocketAddress address) throws IOException {
    story.add("open " + address.getAddress().getHostAddress() + " " + address.getPort());
    return new MetricsDoor.Open() {
      @Override
      public int port() {
        return address.getPort() == 0 ? FREE_PORT : address.getPort();
      }

      @Override
      public void close() {
        story.add("close");
      }
    };
  }

  private int execute(String... arguments) {
    Runner runner =
        (scenario, readings, stop) -> {
          story.add("run");
          return Results.of(scenario, 0);
        };
    StopSignal never =
        new StopSignal() {
          @Override
          public boolean requested() {
            return false;
          }

          @Override
          public void close() {}
        };
    return new Commands(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, false),
            runner,
            runner,
            (settings, traffic, endless, opened) -> {
              throw new AssertionError("no proxy is to run");
            },
            scenario -> desktop.open(scenario),
            (result, png) -> {},
            address -> door.open(address),
            "1.2.3",
            () -> never)
        .execute(arguments);
  }

  @Test
  void noPortIsOpenedUnlessItIsAskedFor() {
    execute("run", "healthy-five");
    execute("app", "healthy-five");
    execute();

    assertThat(story).containsExactly("run", "window", "window");
  }

  @Test
  void aRunIsToldFromItsBeginningToItsEnd() {
    assertThat(execute("run", "healthy-five", "--metrics", "9400", "--json")).isZero();

    assertThat(story).containsExactly("open 127.0.0.1 9400", "run", "close");
    assertThat(err.toString()).isEqualTo("Metrics for Prometheus: http://127.0.0.1:9400/metrics\n");
    assertThat(out.toString()).startsWith("{");
  }

  @Test
  void theWindowIsToldUntilItIsClosed() {
    assertThat(execute("app", "--metrics", "0")).isZero();

    assertThat(story).containsExactly("open 127.0.0.1 0", "window", "close");
    assertThat(err.toString()).contains("http://127.0.0.1:" + FREE_PORT + "/metrics");
  }

  @ParameterizedTest
  @CsvSource({
    "9400, 127.0.0.1 9400",
    "127.0.0.1:65535, 127.0.0.1 65535",
    "0.0.0.0:1, 0.0.0.0 1",
    "127.1.2.3:0, 127.1.2.3 0",
    "[::1]:9400, 0:0:0:0:0:0:0:1 9400",
  })
  void addressesOfThisMachineAreTaken(String given, String heard) {
    assertThat(execute("run", "healthy-five", "--metrics", given)).isZero();

    assertThat(story.getFirst()).isEqualTo("open " + heard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "65536",
        "99999",
        "100000",
        "-1",
        "9400x",
        ":9400",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:http",
        "http://127.0.0.1:9400",
        "::1:9400",
        "[::1]",
        "a b:1",
        "198.51.100.1:9400",
        "no-such-host.invalid:9400",
        "[fe80::zz]:1"
      })
  void otherAddressesAreBadUsage(String given) {
    assertThat(execute("run", "healthy-five", "--metrics=" + given)).isEqualTo(2);

    assertThat(story).isEmpty();
    assertThat(err.toString())
        .startsWith("error: Invalid value for option '--metrics': '" + given + "'")
        .contains("allowed: ")
        .hasLineCount(2);
  }

  @Test
  void aTakenPortIsOneClearLineAndStatusThree() {
    door =
        address -> {
          throw new BindException("Address already in use");
        };

    assertThat(execute("run", "healthy-five", "--metrics", "9400")).isEqualTo(3);

    assertThat(story).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "error: --metrics cannot listen on 127.0.0.1:9400 (Address already in use); choose"
                + " another port, or 0 for any free one\n");
  }

  @Test
  void aBadScenarioOpensNoPort() {
    assertThat(execute("run", "healthy-fiv", "--metrics", "9400")).isEqualTo(2);

    assertThat(story).isEmpty();
  }

  @Test
  void virtualTimeIsOverTooSoonToBeScraped() {
    assertThat(execute("simulate", "healthy-five", "--metrics", "9400")).isEqualTo(2);
  }
}
