package dev.steelyard.scenario.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON into values that know where they stand.
///
/// A name that comes twice in an object is a problem; the first value stays.
public final class LocatedReader {
  /// Lists and objects may stand so deep in each other.
  public static final int MOST_LEVELS = 32;

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build();
  private static final JsonFactory STRICT =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
  private static final JsonFactory WITH_COMMENTS =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private final JsonParser parser;
  private final String source;
  private final boolean hasLines;
  private final Problems problems;
  private String path = "";

  private LocatedReader(JsonParser parser, String source, boolean hasLines, Problems problems) {
    this.parser = parser;
    this.source = source;
    this.hasLines = hasLines;
    this.problems = problems;
  }

  /// Reads a file's text; `//` comments are allowed.
  ///
  /// @param problems gets names that come twice
  /// @throws JsonSyntaxException if it is not JSON
  public static Located file(String text, String source, Problems problems)
      throws JsonSyntaxException {
    try (JsonParser parser = WITH_COMMENTS.createParser(ObjectReadContext.empty(), text)) {
      return new LocatedReader(parser, source, true, problems).whole();
    }
  }

  /// Reads one value of the command line; its place is the whole source.
  ///
  /// @param problems gets names that come twice
  /// @throws JsonSyntaxException if it is not JSON
  public static Located value(String text, String source, Problems problems)
      throws JsonSyntaxException {
    try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
      return new LocatedReader(parser, source, false, problems).whole();
    }
  }

  private Located whole() throws JsonSyntaxException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonSyntaxException(
            new Problem(
                Place.of(source), "", "there is nothing in it; allowed: one object in braces"));
      }
      Located value = value(first);
      if (parser.nextToken() != null) {
        throw new JsonSyntaxException(
            new Problem(
                place(parser.currentTokenLocation()),
                "",
                "something follows after the end; allowed: one object and nothing behind it"));
      }
      return value;
    } catch (JacksonException e) {
      throw new JsonSyntaxException(
          new Problem(place(e.getLocation()), pathNow(), SyntaxMessage.of(e)));
    }
  }

  private Located value(JsonToken token) {
    Place place = place(parser.currentTokenLocation());
    return switch (token) {
      case START_OBJECT -> members(place);
      case START_ARRAY -> items(place);
      case VALUE_STRING -> new Located.Text(place, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Numeral(place, parser.getString());
      case VALUE_TRUE -> new Located.Flag(place, true);
      case VALUE_FALSE -> new Located.Flag(place, false);
      case VALUE_NULL -> new Located.Nothing(place);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError("no value begins with " + token);
    };
  }

  private Located.Members members(Place place) {
    Map<String, Located.Member> members = new LinkedHashMap<>();
    String outer = path;
    while (next() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place namePlace = place(parser.currentTokenLocation());
      path = Paths.join(outer, name);
      Located value = value(next());
      Located.Member first = members.putIfAbsent(name, new Located.Member(namePlace, value));
      if (first != null) {
        problems.add(
            new Problem(
                namePlace,
                path,
                "it is there twice, first in line "
                    + first.namePlace().line()
                    + "; allowed: each name once in an object"));
      }
    }
    path = outer;
    return new Located.Members(place, members);
  }

  private Located.Items items(Place place) {
    List<Located> items = new ArrayList<>();
    String outer = path;
    path = Paths.join(outer, "0");
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token));
      path = Paths.join(outer, String.valueOf(items.size()));
    }
    path = outer;
    return new Located.Items(place, items);
  }

  /// Where the parser stands, by its own account: it looks a bit ahead.
  private String pathNow() {
    String now = "";
    TokenStreamContext context = parser.streamReadContext();
    for (; context != null && !context.inRoot(); context = context.getParent()) {
      String name =
          context.inArray() ? String.valueOf(context.getCurrentIndex()) : context.currentName();
      now = name == null ? now : now.isEmpty() ? name : Paths.join(name, now);
    }
    return now;
  }

  /// Inside a list or an object there is always a next token, or an exception that says why not.
  private JsonToken next() {
    return Objects.requireNonNull(parser.nextToken());
  }

  private Place place(@Nullable TokenStreamLocation location) {
    return location == null || !hasLines
        ? Place.of(source)
        : new Place(source, location.getLineNr(), location.getColumnNr());
  }
}
