package dev.steelyard.live.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class WhyShutTest {
  @Test
  void takenPortIsToldInTheWordsOfTheSystem() {
    var taken = new IOException("no", new BindException("Address already in use"));

    assertThat(WhyShut.words("127.0.0.1", 8080, taken))
        .startsWith("Cannot listen on 127.0.0.1:8080 (Address already in use). Choose another port")
        .isEqualTo(WhyShut.words("127.0.0.1", 8080, new BindException("Address already in use")));
  }

  @Test
  void anotherPortIsNoAdviceForAHostThatIsNotThisMachine() {
    var unknown = new IOException("no", new UnresolvedAddressException());
    assertThat(WhyShut.words("300.1.2.3", 8080, unknown))
        .isEqualTo(
            "Cannot listen on 300.1.2.3:8080 (nobody knows this host). Choose a name or address of"
                + " this machine, as 127.0.0.1, or 0.0.0.0 for all of them.");

    var elsewhere = new IOException("no", new BindException("Cannot assign requested address"));
    assertThat(WhyShut.words("192.0.2.1", 8080, elsewhere)) // Reserved for documents.
        .contains("(this machine has no such address)")
        .doesNotContain("port");
  }
}
