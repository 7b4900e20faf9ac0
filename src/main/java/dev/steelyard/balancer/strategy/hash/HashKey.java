package dev.steelyard.balancer.strategy.hash;

import dev.steelyard.balancer.request.Request;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of a request decides where it goes: requests with the same part go to the same node.
public sealed interface HashKey {
  HashKey CLIENT = new Client();
  HashKey PATH = new Path();

  /// What {@link #word} looks like, as a regular expression.
  String FORM = "client|path|header:[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";

  /// What {@link #word} looks like, in words.
  String FORM_WORDS = "client, path, or header:NAME";

  /// The key of this request; null if it has none.
  @Nullable String of(Request request);

  /// The name in scenario files: `client`, `path`, `header:X-User`.
  String word();

  /// What a {@link #word} means; empty if it means nothing.
  static Optional<HashKey> find(String word) {
    if (!Header.WORD.matcher(word).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (word) {
          case "client" -> CLIENT;
          case "path" -> PATH;
          default -> new Header(word.substring(Header.PREFIX.length()));
        });
  }

  /// Who sends the request.
  record Client() implements HashKey {
    @Override
    public String of(Request request) {
      return request.client();
    }

    @Override
    public String word() {
      return "client";
    }
  }

  /// The path with its query, as Envoy hashes `:path`.
  record Path() implements HashKey {
    @Override
    public String of(Request request) {
      return request.path();
    }

    @Override
    public String word() {
      return "path";
    }
  }

  /// The value of a header field, which a request may lack.
  ///
  /// @param name the field's name, 1 to 100 of the characters that HTTP allows in it; capitals do
  ///   not matter, as in HTTP
  record Header(String name) implements HashKey {
    private static final String PREFIX = "header:";
    private static final Pattern WORD = Pattern.compile(FORM);

    public Header {
      if (!WORD.matcher(PREFIX + name).matches()) {
        throw new IllegalArgumentException(
            "name: '" + name + "' must be a header's name of 1 to 100 characters");
      }
    }

    @Override
    public @Nullable String of(Request request) {
      return request.header(name);
    }

    @Override
    public String word() {
      return PREFIX + name;
    }
  }
}
