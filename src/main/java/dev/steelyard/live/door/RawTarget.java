package dev.steelyard.live.door;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges path and query as they came, for they are passed on letter by letter.
///
/// Refused is what one program may read in another way than the next: dot segments, also when they
/// are encoded, hide behind an encoded slash or carry a parameter, since clients resolve them
/// before they send (RFC 3986, section 5.2.4); backslashes and control characters, encoded or not;
/// characters that no URI may have; percent signs that encode nothing; and two slashes at the
/// beginning, which look like a host. An encoded slash alone is fine, and so are empty segments.
final class RawTarget {
  private static final int FIRST_VISIBLE = 0x21;
  private static final int LAST_VISIBLE = 0x7e;
  private static final int DELETE = 0x7f;

  private RawTarget() {}

  /// Why `target` is refused; null if it is fine.
  ///
  /// @param target path and query
  static @Nullable String problem(String target) {
    if (!target.startsWith("/")) {
      return "the path does not begin with a slash";
    }
    if (target.startsWith("//")) {
      return "the path begins with two slashes";
    }
    int query = target.indexOf('?');
    int pathEnd = query < 0 ? target.length() : query;
    boolean suspicious = false;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c < FIRST_VISIBLE || c > LAST_VISIBLE || c == '#') {
        return "a character in the URI must be percent-encoded";
      }
      if (i < pathEnd && (c == '\\' || c == '.')) {
        suspicious = true;
      }
      if (c == '%') {
        int code = code(target, i);
        if (code < 0) {
          return "a percent sign in the URI is not followed by two hexadecimal digits";
        }
        if (code < ' ' || code == DELETE) {
          return "the URI has an encoded control character";
        }
        suspicious |= i < pathEnd && (code == '.' || code == '\\');
      }
    }
    return suspicious && hasDotSegment(target.substring(0, pathEnd))
        ? "the path has dot segments or backslashes"
        : null;
  }

  /// The byte that is encoded at `index`, or -1.
  private static int code(String target, int index) {
    if (index + 2 >= target.length()) {
      return -1;
    }
    int high = Character.digit(target.charAt(index + 1), 16);
    int low = Character.digit(target.charAt(index + 2), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static boolean hasDotSegment(String path) {
    String decoded = path.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/");
    if (decoded.contains("\\") || decoded.contains("%5c")) {
      return true;
    }
    for (String segment : decoded.split("/", -1)) {
      int parameter = segment.indexOf(';');
      String name = parameter < 0 ? segment : segment.substring(0, parameter);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
