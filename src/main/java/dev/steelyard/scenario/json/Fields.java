package dev.steelyard.scenario.json;

import dev.steelyard.scenario.text.DurationFormatException;
import dev.steelyard.scenario.text.Durations;
import dev.steelyard.scenario.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Takes the fields of one object by name and type.
///
/// A field that is not as it should be becomes a problem, and the fallback is given in its place,
/// so that reading goes on and finds the other problems too. Each field that is asked for counts as
/// known; {@link #done} tells of the others and of required ones that are missing.
public final class Fields {
  private final Located.Members object;
  private final String path;
  private final Problems problems;
  private final Numbers numbers;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> required = new LinkedHashSet<>();
  private boolean restIgnored;

  public Fields(Located.Members object, String path, Problems problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
    this.numbers = new Numbers(problems);
  }

  /// Says that these must be there.
  public Fields require(String... names) {
    required.addAll(List.of(names));
    return this;
  }

  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  public Problems problems() {
    return problems;
  }

  /// The full path of a field: `nodes.0.weight`.
  public String pathOf(String name) {
    return Paths.join(path, name);
  }

  /// The value of a field as it was written.
  public Optional<Located> find(String name) {
    known.add(name);
    return Optional.ofNullable(object.members().get(name)).map(Located.Member::value);
  }

  /// The value of a field that is told as unknown only where it is not found, since it is a likely
  /// mistake.
  public Optional<Located> findMistaken(String name) {
    Optional<Located> found =
        Optional.ofNullable(object.members().get(name)).map(Located.Member::value);
    found.ifPresent(value -> known.add(name));
    return found;
  }

  /// Tells that a field is wrong; if it was left out, the object as a whole is.
  public void wrong(String name, String reason, String allowed) {
    Located value = find(name).orElse(object);
    problems.add(Problem.wrong(pathOf(name), value, reason, allowed));
  }

  public int whole(String name, int fallback, int least, int most) {
    return find(name)
        .map(value -> (int) numbers.whole(pathOf(name), value, fallback, least, most))
        .orElse(fallback);
  }

  /// A whole number that may be greater than an int.
  public long whole(String name, long fallback, long least, long most) {
    return find(name)
        .map(value -> numbers.whole(pathOf(name), value, fallback, least, most))
        .orElse(fallback);
  }

  /// A whole number that may be left out.
  public OptionalInt wholeIfThere(String name, int least, int most) {
    return has(name) ? OptionalInt.of(whole(name, least, least, most)) : OptionalInt.empty();
  }

  /// Any whole number of 64 bits.
  public long whole(String name, long fallback) {
    return find(name)
        .map(value -> numbers.whole(pathOf(name), value, fallback, Long.MIN_VALUE, Long.MAX_VALUE))
        .orElse(fallback);
  }

  public double number(String name, double fallback, Range range) {
    return find(name)
        .map(value -> numbers.number(pathOf(name), value, fallback, range))
        .orElse(fallback);
  }

  public boolean flag(String name, boolean fallback) {
    Optional<Located> value = find(name);
    if (value.isPresent() && value.get() instanceof Located.Flag(Place _, boolean flag)) {
      return flag;
    }
    value.ifPresent(found -> wrongKind(name, found, "true or false"));
    return fallback;
  }

  public String text(String name, String fallback, TextRule rule) {
    Optional<Located> value = find(name);
    if (value.isEmpty()) {
      return fallback;
    }
    if (!(value.get() instanceof Located.Text(Place _, String text))) {
      wrongKind(name, value.get(), rule.words() + ", in double quotes");
      return fallback;
    }
    if (!rule.allows(text)) {
      wrong(name, text.isEmpty() ? "it is empty" : "it is not of the right form", rule.words());
      return fallback;
    }
    return text;
  }

  /// One of a few words; empty after a problem and if the field is left out.
  public Optional<String> choice(String name, Choices choices) {
    Optional<Located> value = find(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Located.Text(Place _, String word))) {
      wrongKind(name, value.get(), choices.words());
      return Optional.empty();
    }
    if (choices.allowed().contains(word)) {
      return Optional.of(word);
    }
    String reason = "there is none of this name" + Nearest.question(word, choices.allowed());
    wrong(name, reason, choices.words());
    return Optional.empty();
  }

  public Duration duration(String name, Duration fallback, Duration least, Duration most) {
    return find(name).flatMap(value -> duration(name, value, least, most)).orElse(fallback);
  }

  /// A duration that may be left out; empty also after a problem.
  public Optional<Duration> durationIfThere(String name, Duration least, Duration most) {
    return find(name).flatMap(value -> duration(name, value, least, most));
  }

  private Optional<Duration> duration(String name, Located value, Duration least, Duration most) {
    String allowed =
        "a duration from "
            + Durations.format(least)
            + " to "
            + Durations.format(most)
            + ", "
            + Durations.EXAMPLES;
    if (!(value instanceof Located.Text(Place _, String text))) {
      String reason = value instanceof Located.Numeral ? "it has no unit" : "it is " + value.kind();
      problems.add(Problem.wrong(pathOf(name), value, reason, allowed));
      return Optional.empty();
    }
    try {
      Duration duration = Durations.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return Optional.of(duration);
      }
      wrong(name, duration.compareTo(least) < 0 ? "it is too short" : "it is too long", allowed);
    } catch (DurationFormatException e) {
      wrong(name, e.reason(), allowed);
    }
    return Optional.empty();
  }

  /// The fields of an object inside of this one; empty after a problem too.
  public Optional<Fields> object(String name) {
    Optional<Located> value = find(name);
    if (value.isPresent() && value.get() instanceof Located.Members inner) {
      return Optional.of(new Fields(inner, pathOf(name), problems));
    }
    value.ifPresent(found -> wrongKind(name, found, "an object in braces"));
    return Optional.empty();
  }

  /// The fields of each object in a list; items that are none are left out after a problem.
  public List<Fields> objects(String name) {
    Optional<Located> value = find(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Located.Items(Place _, List<Located> items))) {
      wrongKind(name, value.get(), "a list of objects in brackets");
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String itemPath = Paths.join(pathOf(name), String.valueOf(i));
      if (items.get(i) instanceof Located.Members inner) {
        objects.add(new Fields(inner, itemPath, problems));
      } else {
        Located item = items.get(i);
        problems.add(Problem.wrong(itemPath, item, "it is " + item.kind(), "an object in braces"));
      }
    }
    return objects;
  }

  /// An object that holds texts by names of one's own.
  public Map<String, String> texts(String name, TextRule names, TextRule values) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(inner -> {
          for (Map.Entry<String, Located.Member> entry : inner.object.members().entrySet()) {
            if (!names.allows(entry.getKey())) {
              inner.wrong(entry.getKey(), "of its name", names.words());
            } else {
              texts.put(entry.getKey(), inner.text(entry.getKey(), "", values));
            }
          }
        });
    return texts;
  }

  /// A field that is known and of no use yet.
  public void planned(String name) {
    find(name)
        .ifPresent(value ->
            problems.add(
                new Problem(
                    value.place(),
                    pathOf(name),
                    "it is not available yet; allowed: leave it out")));
  }

  /// Accepts fields that nobody asked for: after a problem that makes their meaning unknown.
  public void ignoreRest() {
    restIgnored = true;
  }

  /// Tells of unknown fields and of missing ones; a required field that was misspelt is told once.
  public void done() {
    Set<String> missing = new LinkedHashSet<>(required);
    missing.removeAll(object.members().keySet());
    known.addAll(required);
    object
        .members()
        .forEach((name, member) -> {
          if (!known.contains(name)) {
            boolean misspelt = Nearest.to(name, known).map(missing::remove).orElse(false);
            if (misspelt || !restIgnored) {
              unknown(name, member.namePlace());
            }
          }
        });
    for (String name : missing) {
      problems.add(
          new Problem(
              object.place(),
              pathOf(name),
              "it is missing; allowed here: " + String.join(", ", known)));
    }
  }

  private void unknown(String name, Place place) {
    String text =
        "there is no field of this name"
            + Nearest.question(name, known)
            + "; allowed: "
            + String.join(", ", known);
    problems.add(new Problem(place, pathOf(name), text));
  }

  private void wrongKind(String name, Located value, String allowed) {
    problems.add(Problem.wrong(pathOf(name), value, "it is " + value.kind(), allowed));
  }
}
