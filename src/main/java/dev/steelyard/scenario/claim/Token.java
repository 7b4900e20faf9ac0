package dev.steelyard.scenario.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word, a number or a sign of a condition.
///
/// @param position where it begins, from 0
record Token(Kind kind, String text, int position) {
  private static final Pattern NEXT =
      Pattern.compile(
          "(?<blank>\\s+)|(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_.-]*)|(?<sign>==|!=|<=|>=|[<>()+*/-])");

  /// What a token is.
  enum Kind {
    NUMBER,
    WORD,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind != Kind.END && text.equals(sign);
  }

  /// The token in a message.
  String words() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }

  static List<Token> all(String text) throws ConditionException {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = NEXT.matcher(text);
    int position = 0;
    while (position < text.length()) {
      matcher.region(position, text.length());
      if (!matcher.lookingAt()) {
        String hint = text.charAt(position) == '=' ? " (equal is written ==)" : "";
        throw ConditionException.at(
            position, "'" + text.charAt(position) + "' has no meaning" + hint);
      }
      if (matcher.group("number") != null) {
        tokens.add(new Token(Kind.NUMBER, matcher.group(), position));
      } else if (matcher.group("word") != null) {
        tokens.add(new Token(Kind.WORD, matcher.group(), position));
      } else if (matcher.group("sign") != null) {
        tokens.add(new Token(Kind.SIGN, matcher.group(), position));
      }
      position = matcher.end();
    }
    tokens.add(new Token(Kind.END, "", text.length()));
    return tokens;
  }
}
