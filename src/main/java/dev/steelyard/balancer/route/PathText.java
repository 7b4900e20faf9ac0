package dev.steelyard.balancer.route;

import java.util.regex.Pattern;

/// The text of a path as the router compares it.
///
/// Source: RFC 3986, section 6.2.2: `%41` is `A`, since letters, digits and `-._~` mean the same
/// with and without encoding, and `%2f` is `%2F`. All other encoded characters stay as they are: an
/// encoded slash is no slash. Capitals matter.
final class PathText {
  /// A segment `.` or `..`, also where only some servers see one: behind an encoded slash or a
  /// backslash, or before a parameter.
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?:^|[/\\\\]|%2F|%5C)\\.{1,2}(?:$|[/\\\\;]|%2F|%5C)");

  private static final int HEX = 16;

  private PathText() {}

  /// The path of a target, without its query, in the form in which equal paths are equal texts.
  static String normalized(String target) {
    int end = pathEnd(target);
    int percent = target.indexOf('%');
    if (percent < 0 || percent >= end) {
      return end == target.length() ? target : target.substring(0, end);
    }
    var text = new StringBuilder(end);
    int from = 0;
    while (percent >= 0 && percent < end) {
      text.append(target, from, percent);
      from = percent + appendDecoded(text, target, percent, end);
      percent = target.indexOf('%', from);
    }
    return text.append(target, from, end).toString();
  }

  /// Where the path of a target ends and its query begins.
  static int pathEnd(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target.length() : query;
  }

  /// Whether a normalized path has a segment that climbs or stands still. What it means depends on
  /// who reads it, so no rule may be built on it.
  static boolean hasDotSegment(String normalized) {
    boolean possible =
        normalized.contains("/.") || normalized.indexOf('%') >= 0 || normalized.indexOf('\\') >= 0;
    return possible && DOT_SEGMENT.matcher(normalized).find();
  }

  /// Appends what stands at a percent sign; returns how many characters that are.
  private static int appendDecoded(StringBuilder text, String target, int percent, int end) {
    int high = percent + 2 < end ? Character.digit(target.charAt(percent + 1), HEX) : -1;
    int low = percent + 2 < end ? Character.digit(target.charAt(percent + 2), HEX) : -1;
    if (high < 0 || low < 0) {
      text.append('%'); // No encoding at all.
      return 1;
    }
    char decoded = (char) (high * HEX + low);
    if (isUnreserved(decoded)) {
      text.append(decoded);
    } else {
      text.append('%').append(hexDigit(high)).append(hexDigit(low));
    }
    return 3;
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, HEX));
  }

  private static boolean isUnreserved(char letter) {
    return (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z')
        || (letter >= '0' && letter <= '9')
        || letter == '-'
        || letter == '.'
        || letter == '_'
        || letter == '~';
  }
}
