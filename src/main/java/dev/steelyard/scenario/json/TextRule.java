package dev.steelyard.scenario.json;

import java.util.regex.Pattern;

/// Which texts are allowed.
///
/// @param pattern what the whole text must match
/// @param words the same for people
public record TextRule(Pattern pattern, String words) {
  public static TextRule of(String regex, String words) {
    return new TextRule(Pattern.compile(regex), words);
  }

  public boolean allows(String text) {
    return pattern.matcher(text).matches();
  }
}
