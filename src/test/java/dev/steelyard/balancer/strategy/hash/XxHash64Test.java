package dev.steelyard.balancer.strategy.hash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that other implementations publish in their own tests.
class XxHash64Test {
  private static final long PRIME_32 = 2_654_435_761L;
  private static final long PRIME_64 = 0x9E3779B185EBCA8DL;

  /// From the Go implementation of Caleb Spare, `xxhash_test.go`, and from the test vectors of
  /// digests that use XXH64 (the seven texts of RFC 1321).
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "as, 1c330fb2d66be179",
    "asd, 631c37ce72a97393",
    "asdf, 415872f599cea71e",
    "abc, 44bc2cf5ad770999",
    "message digest, 066ed728fceeb3be",
    "abcdefghijklmnopqrstuvwxyz, cfe1f278fa89835c",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, aaa46907d3047814",
    "Call me Ishmael. Some years ago--never mind how long precisely-, 02a2e85470d6fd96",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " e04a477f19ee145d",
  })
  void textsWithSeedZero(String text, String hash) {
    assertThat(XxHash64.of(text)).isEqualTo(Long.parseUnsignedLong(hash, 16));
  }

  /// From the self-test of `xxhsum`: bytes of a fixed sequence, each length with two seeds.
  @ParameterizedTest
  @CsvSource({
    "0, 0, EF46DB3751D8E999",
    "0, 2654435761, AC75FDA2929B17EF",
    "1, 0, E934A84ADB052768",
    "1, 2654435761, 5014607643A9B4C3",
    "4, 0, 9136A0DCA57457EE",
    "14, 0, 8282DCC4994E35C8",
    "14, 2654435761, C3BD6BF63DEB6DF0",
    "222, 0, B641AE8CB691C174",
    "222, 2654435761, 20CB8AB7AE10C14A",
  })
  void bytesOfTheSelfTest(int length, long seed, String hash) {
    assertThat(XxHash64.of(selfTestBytes(), length, seed))
        .isEqualTo(Long.parseUnsignedLong(hash, 16));
  }

  @Test
  void lettersBeyondAsciiCountAsTheirUtf8Bytes() {
    byte[] bytes = {(byte) 0xC3, (byte) 0xA9, (byte) 0xE2, (byte) 0x82, (byte) 0xAC};

    assertThat(XxHash64.of("\u00e9\u20ac")).isEqualTo(XxHash64.of(bytes, bytes.length, 0));
  }

  private static byte[] selfTestBytes() {
    byte[] bytes = new byte[222];
    long generator = PRIME_32;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (generator >>> 56);
      generator *= PRIME_64;
    }
    return bytes;
  }
}
