package dev.steelyard.balancer.route;

import dev.steelyard.balancer.request.Request;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Gives each request an id by which it is found again in every log that it passes.
///
/// A client's own id is kept if it is sane: 1 to 128 letters, digits and `.`, `_`, `~`, `+`, `/`,
/// `=`, `:`, `-`. Else the request gets a new one: 32 hex digits drawn at random, as nginx's
/// `$request_id`.
final class RequestIds {
  static final String HEADER = "X-Request-Id";

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._~+/=:-]{1,128}");

  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  Request identified(Request request) {
    String own = request.header(HEADER);
    if (own != null && SANE.matcher(own).matches()) {
      return request;
    }
    HexFormat hex = HexFormat.of();
    return request.withHeader(
        HEADER, hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }
}
