package dev.steelyard.scenario.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// What the parser found, in words for people who do not know the parser.
final class SyntaxMessage {
  private static final Pattern WORD =
      Pattern.compile("(?:Unrecognized token|Non-standard token) '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern CHARACTER =
      Pattern.compile("Unexpected character \\('(.)' \\(code (\\d+).*", Pattern.DOTALL);
  private static final Pattern SWITCH = Pattern.compile("[:;(]?\\s*enable `.*", Pattern.DOTALL);

  private SyntaxMessage() {}

  static String of(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends here, in the middle of something; allowed: every bracket and quote"
          + " closed";
    }
    if (e instanceof StreamConstraintsException) {
      return message.contains("nesting depth")
          ? "it is nested too deep; allowed: " + LocatedReader.MOST_LEVELS + " levels"
          : "it is too long (" + plain(message) + "); allowed: numbers of up to 1000 digits";
    }
    Matcher word = WORD.matcher(message);
    if (word.matches()) {
      return Problem.shortened(word.group(1))
          + " is no JSON value; allowed: a number, text in double quotes, true, false, null, a list"
          + " or an object";
    }
    Matcher character = CHARACTER.matcher(message);
    if (character.matches()) {
      return "the character '" + character.group(1) + "' is not expected here" + hint(message);
    }
    return "this is not JSON: " + plain(message);
  }

  private static String hint(String message) {
    if (message.contains("double-quote to start")) {
      return "; allowed: a name in double quotes, and no comma behind the last one";
    }
    if (message.contains("comma to separate")) {
      return "; allowed: a comma or the closing bracket";
    }
    if (message.contains("colon to separate")) {
      return "; allowed: a colon between a name and its value";
    }
    return "; allowed: JSON, with // for comments";
  }

  private static String plain(String message) {
    return SWITCH.matcher(message).replaceFirst("").lines().findFirst().orElse("");
  }
}
