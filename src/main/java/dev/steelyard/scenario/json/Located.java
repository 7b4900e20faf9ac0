package dev.steelyard.scenario.json;

import java.util.List;
import java.util.Map;

/// A JSON value that knows where it stands.
public sealed interface Located {
  Place place();

  /// The value in a message: itself if it is short.
  String words();

  /// What kind of value it is: `text`, `a number`.
  String kind();

  /// A string.
  record Text(Place place, String value) implements Located {
    @Override
    public String words() {
      return '"' + value + '"';
    }

    @Override
    public String kind() {
      return "text";
    }
  }

  /// A number as it was written, so that nothing is lost before it is judged.
  record Numeral(Place place, String raw) implements Located {
    @Override
    public String words() {
      return raw;
    }

    @Override
    public String kind() {
      return "a number";
    }
  }

  /// `true` or `false`.
  record Flag(Place place, boolean value) implements Located {
    @Override
    public String words() {
      return String.valueOf(value);
    }

    @Override
    public String kind() {
      return "true or false";
    }
  }

  /// `null`.
  record Nothing(Place place) implements Located {
    @Override
    public String words() {
      return "null";
    }

    @Override
    public String kind() {
      return "null";
    }
  }

  /// A list.
  record Items(Place place, List<Located> items) implements Located {
    @Override
    public String words() {
      return items.isEmpty() ? "[]" : "[...]";
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// An object, its members in the order in which they were written.
  record Members(Place place, Map<String, Member> members) implements Located {
    @Override
    public String words() {
      return members.isEmpty() ? "{}" : "{...}";
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /// A member of an object.
  ///
  /// @param namePlace where its name stands
  record Member(Place namePlace, Located value) {}
}
