package dev.steelyard.scenario.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies one {@link FieldChange} to a value.
///
/// Objects that are missing on the way are made. In a list, a number is a place (the length of the
/// list adds an item at its end), and anything else is the `id` of an item. A `type` that changes
/// takes along the other fields of its object that came from the file, since they belong to the old
/// type. Text in the place of an object stands for an object with that `type`.
public final class FieldChanger {
  /// Paths have at most so many names.
  public static final int MOST_NAMES = 20;

  private static final String TYPE = "type";

  private final Place place;
  private final String path;
  private final List<String> names;
  private final Located value;
  private final Problems problems;

  private FieldChanger(FieldChange change, Located value, Problems problems) {
    this.place = Place.of(change.source());
    this.path = change.path();
    this.names = List.of(path.split("\\.", -1));
    this.value = value;
    this.problems = problems;
  }

  /// The value with the change made, or as it was after a problem.
  public static Located apply(Located root, FieldChange change, Problems problems) {
    var changer = new FieldChanger(change, valueOf(change, problems), problems);
    if (changer.names.contains("") || changer.names.size() > MOST_NAMES) {
      changer.wrong("this is not PATH=VALUE", "such as nodes.0.weight=3 or seed=7");
      return root;
    }
    return changer.changed(root, 0);
  }

  private static Located valueOf(FieldChange change, Problems problems) {
    var duplicates = new Problems();
    try {
      Located value = LocatedReader.value(change.value(), change.source(), duplicates);
      duplicates.inOrder().forEach(problems::add);
      return value;
    } catch (JsonSyntaxException notJson) {
      return new Located.Text(Place.of(change.source()), change.value());
    }
  }

  private Located changed(@Nullable Located at, int depth) {
    if (depth == names.size()) {
      return value;
    }
    return switch (at) {
      case null -> inMembers(new Located.Members(place, Map.of()), depth);
      case Located.Members members -> inMembers(members, depth);
      case Located.Items items -> inItems(items, depth);
      case Located.Text text when depth > 0 -> inMembers(typed(text), depth);
      case Located.Text _, Located.Numeral _, Located.Flag _, Located.Nothing _ -> {
        String owner = depth == 0 ? "the file" : String.join(".", names.subList(0, depth));
        wrong(owner + " is " + at.kind(), "fields of objects, and places in lists");
        yield at;
      }
    };
  }

  private static Located.Members typed(Located.Text text) {
    return new Located.Members(text.place(), Map.of(TYPE, new Located.Member(text.place(), text)));
  }

  private Located inMembers(Located.Members object, int depth) {
    String name = names.get(depth);
    Map<String, Located.Member> members = new LinkedHashMap<>(object.members());
    Located.Member old = members.get(name);
    boolean last = depth == names.size() - 1;
    if (last && value instanceof Located.Nothing) {
      members.remove(name);
      return new Located.Members(object.place(), members);
    }
    Located inner = changed(old == null ? null : old.value(), depth + 1);
    if (last && name.equals(TYPE) && old != null && !old.value().words().equals(inner.words())) {
      members.values().removeIf(member -> member.namePlace().line() > 0);
    }
    members.put(name, new Located.Member(old == null || last ? place : old.namePlace(), inner));
    return new Located.Members(object.place(), members);
  }

  private Located inItems(Located.Items list, int depth) {
    List<Located> items = new ArrayList<>(list.items());
    String name = names.get(depth);
    int nameEnd = depth + 1;
    int index = name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : -1;
    for (int end = depth + 1; index < 0 && end <= names.size(); end++) {
      index = indexOf(String.join(".", names.subList(depth, end)), items);
      nameEnd = end;
    }
    if (index < 0 || index > items.size()) {
      wrong(
          name + (index < 0 ? " is no id in this list" : " is not in this list"),
          "0 to " + items.size() + ids(items));
      return list;
    }
    if (nameEnd == names.size() && value instanceof Located.Nothing) {
      if (index < items.size()) {
        items.remove(index);
      }
      return new Located.Items(list.place(), items);
    }
    Located inner = changed(index == items.size() ? null : items.get(index), nameEnd);
    if (index == items.size()) {
      items.add(inner);
    } else {
      items.set(index, inner);
    }
    return new Located.Items(list.place(), items);
  }

  private static int indexOf(String id, List<Located> items) {
    for (int i = 0; i < items.size(); i++) {
      if (id.equals(idOf(items.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String idOf(Located item) {
    if (item instanceof Located.Members(Place _, Map<String, Located.Member> members)) {
      Located.Member id = members.get("id");
      return id != null && id.value() instanceof Located.Text(Place _, String text) ? text : null;
    }
    return null;
  }

  private static String ids(List<Located> items) {
    List<String> ids = new ArrayList<>();
    for (Located item : items) {
      String id = idOf(item);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids.isEmpty() ? "" : ", " + String.join(", ", ids);
  }

  private void wrong(String reason, String allowed) {
    problems.add(new Problem(place, path, "it cannot be set: " + reason + "; allowed: " + allowed));
  }
}
