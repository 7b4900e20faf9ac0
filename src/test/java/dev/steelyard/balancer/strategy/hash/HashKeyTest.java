package dev.steelyard.balancer.strategy.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashKeyTest {
  private static final Request REQUEST =
      Request.traffic(1, "GET", "/item/7?full=1", "ann", Map.of("X-User", "u-1", "x-cart", ""), 0);

  @Test
  void keysAreTheirPartOfTheRequest() {
    assertThat(HashKey.CLIENT.of(REQUEST)).isEqualTo("ann");
    assertThat(HashKey.PATH.of(REQUEST)).isEqualTo("/item/7?full=1");
    assertThat(new HashKey.Header("X-User").of(REQUEST)).isEqualTo("u-1");
    assertThat(new HashKey.Header("x-cart").of(REQUEST)).isEmpty();
  }

  @Test
  void capitalsInHeaderNamesDoNotMatter() {
    assertThat(new HashKey.Header("x-USER").of(REQUEST)).isEqualTo("u-1");
    assertThat(new HashKey.Header("X-User-Id").of(REQUEST)).isNull();
    assertThat(new HashKey.Header("X-User").of(Request.get(1, "/"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "path", "header:X-User", "header:client"})
  void wordsFindTheirKeys(String word) {
    assertThat(HashKey.find(word)).map(HashKey::word).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Client", "header:", "header", "header:a b", "header:a:b", "path "})
  void otherWordsFindNothing(String word) {
    assertThat(HashKey.find(word)).isEmpty();
  }

  @Test
  void namesThatHttpDoesNotAllowAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HashKey.Header("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new HashKey.Header("x".repeat(101)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 255, 256, 257, 1_000})
  void keysOfAnyLengthAndLetterAreHashedAsTheirText(int length) {
    var hash = new KeyHash(HashKey.CLIENT, new Seeds(1).stream("hash"));
    String ascii = "k".repeat(length);
    String wide = "\u00e9".repeat(length);

    assertThat(hash.of(from(ascii))).isEqualTo(XxHash64.of(ascii));
    assertThat(hash.of(from(wide))).isEqualTo(XxHash64.of(wide));
  }

  @Test
  void requestsWithoutAKeyHaveARandomHash() {
    var hash = new KeyHash(new HashKey.Header("X-None"), new Seeds(1).stream("hash"));

    assertThat(IntStream.range(0, 100).mapToLong(i -> hash.of(REQUEST)).distinct()).hasSize(100);
  }

  private static Request from(String client) {
    return Request.traffic(1, "GET", "/", client, Map.of(), 0);
  }
}
