package dev.steelyard.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client needs the packages `balancer`, `clock` and `client`, and of the JDK the modules
/// `java.base` and `java.net.http`. So the example runs in a JVM that has no others, but for what
/// it needs itself: a server for its nodes, and the compiler that `java` runs it by.
@Timeout(120)
class AloneTest {
  private static final Path EXAMPLE = Path.of("src/example/java/BalancedClient.java");

  @TempDir Path folder;

  @Test
  void theExampleRunsWithThreePackagesAndNothingElse() throws Exception {
    Path classes = folder.resolve("classes");
    for (String part : List.of("balancer", "clock", "client")) {
      copy(part, classes);
    }
    Path output = folder.resolve("output.txt");

    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.net.http,jdk.httpserver,jdk.compiler",
                "-cp",
                classes.toString(),
                EXAMPLE.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(run.waitFor(100, SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(output);
    assertThat(run.exitValue()).as("%s", lines).isZero();
    assertThat(lines.getFirst()).startsWith("Three nodes: {200 from a=").contains("200 from c=");
    assertThat(lines.get(1)).isEqualTo("Node b is dead.");
    assertThat(lines.getLast()).startsWith("Two nodes: {200 from a=").doesNotContain("from b");
    assertThat(lines.subList(2, lines.size() - 1))
        .allMatch(line -> line.equals("  An attempt failed: refused. Another follows."));
    assertThat(lines).allMatch(line -> !line.contains("50") && !line.contains("Exception"));
  }

  private static void copy(String part, Path to) throws IOException, java.net.URISyntaxException {
    Path from =
        Path.of(
            BalancedHttpClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(from.resolve("dev/steelyard/" + part))) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(file -> copy(file, to.resolve(from.relativize(file))));
    }
  }

  private static void copy(Path file, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
