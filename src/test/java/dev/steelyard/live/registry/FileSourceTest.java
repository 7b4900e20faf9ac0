package dev.steelyard.live.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.Discovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private final Live live = new Live();
  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void aFileThatChangesIsHeardOfLongBeforeTheNextPoll() throws IOException {
    write("a 9001", "b 9002");
    Discovery discovery = discover(Duration.ofMinutes(5));
    live.awaitMembers("a", "b");

    write("b 9002", "c 9003");
    live.awaitMembers("b", "c");
    replace("d 9004");
    live.awaitMembers("d");
    assertThat(live.view(discovery).source()).isEqualTo("file members.json");
  }

  @Test
  void aBrokenHalfWrittenOrMissingFileIsNoList() throws IOException {
    write("a 9001", "b 9002");
    Discovery discovery = discover(Duration.ofMillis(100));
    live.awaitMembers("a", "b");

    String whole = Files.readString(file());
    for (String broken : new String[] {whole.substring(0, whole.length() / 2), "", "{}", "[1]"}) {
      Files.writeString(file(), broken);
      live.await("that it is broken", () -> live.view(discovery).stale());
      assertThat(live.members).containsOnlyKeys("a", "b");
      write("a 9001", "b 9002");
      live.await("that it is whole", () -> !live.view(discovery).stale());
    }
    Files.delete(file());
    live.await("that it is gone", () -> live.view(discovery).stale());
    assertThat(live.view(discovery).reason()).isEqualTo("there is no such file");
    assertThat(live.members).containsOnlyKeys("a", "b");
  }

  @Test
  void anEmptyListIsMistrusted() throws IOException {
    write("a 9001");
    Discovery discovery = discover(Duration.ofMillis(100));
    live.awaitMembers("a");
    write();
    live.await("that it is held", () -> live.view(discovery).held().contains("a"));
    assertThat(live.members).containsOnlyKeys("a");
  }

  @Test
  void whatARegistryListsMayBeTheFile() throws BadMessageException {
    String listing =
        """
        {"service": "orders", "epoch": 7, "revision": 3,
         "instances": [{"id": "a", "host": "127.0.0.1", "port": 9001}]} // Saved on Monday.
        """;
    assertThat(RegistryReader.members(listing, "members.json"))
        .containsExactly(Live.instance("a", 9001));
  }

  private Discovery discover(Duration poll) {
    return live.discover(
        new FileSource(live.timeline, file()), Live.quick().withPolls(poll, Duration.ZERO));
  }

  private Path file() {
    return directory.resolve("members.json");
  }

  private void write(String... members) throws IOException {
    Files.writeString(file(), json(members));
  }

  private void replace(String... members) throws IOException {
    Path other = directory.resolve("members.json.new");
    Files.writeString(other, json(members));
    Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String json(String... members) {
    var json = new StringBuilder("{\"instances\": [");
    for (String member : members) {
      String[] parts = member.split(" ", -1);
      json.append(json.toString().endsWith("[") ? "" : ", ")
          .append(
              "{\"id\": \"%s\", \"host\": \"127.0.0.1\", \"port\": %s}"
                  .formatted(parts[0], parts[1]));
    }
    return json.append("]}").toString();
  }
}
