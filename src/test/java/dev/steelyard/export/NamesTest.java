package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The conventions of Prometheus for names, as its linter has them.
class NamesTest {
  private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)+");
  private static final Pattern LABEL = Pattern.compile("[a-z]+(_[a-z]+)*");

  /// Units that have a base unit, with theirs, and abbreviations.
  private static final Set<String> WRONG_UNITS =
      Set.of(
          "nanos",
          "nanoseconds",
          "micros",
          "microseconds",
          "millis",
          "milliseconds",
          "ms",
          "ns",
          "us",
          "minutes",
          "hours",
          "days",
          "kilobytes",
          "megabytes",
          "bits",
          "percent",
          "sec");

  private static Exposition figures;

  @BeforeAll
  static void play() throws Exception {
    figures = Runs.figures();
  }

  @Test
  void namesAreOfOnePrefixAndInLowerCase() {
    assertThat(figures.families()).hasSizeGreaterThan(20);
    assertThat(figures.families().keySet())
        .allMatch(name -> NAME.matcher(name).matches())
        .allMatch(name -> name.startsWith("steelyard_") || PROCESS.contains(name));
  }

  private static final Set<String> PROCESS =
      Set.of("process_start_time_seconds", "process_cpu_seconds_total", "jvm_memory_used_bytes");

  @Test
  void countersEndWithTotalAndNothingElseDoes() {
    figures
        .families()
        .forEach((name, type) ->
            assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter")));
  }

  @Test
  void unitsAreBaseUnitsAndEndTheName() {
    for (String name : figures.families().keySet()) {
      List<String> words = List.of(name.replaceFirst("_total$", "").split("_", -1));
      assertThat(words).as(name).doesNotContainAnyElementsOf(WRONG_UNITS);
      for (String unit : List.of("seconds", "bytes")) {
        assertThat(words.subList(0, words.size() - 1)).as(name).doesNotContain(unit);
      }
    }
  }

  @Test
  void whateverIsATimeSaysSo() {
    assertThat(figures.families().keySet())
        .filteredOn(name -> name.matches(".*(duration|lag|time|latency).*"))
        .hasSize(4)
        .allMatch(name -> name.endsWith("_seconds"));
  }

  @Test
  void everyFamilyHasATypeAndASentenceOfHelp() {
    assertThat(figures.help().keySet()).isEqualTo(figures.families().keySet());
    assertThat(figures.help().values()).allMatch(text -> text.matches("[A-Z0-9].{10,}\\."));
    assertThat(figures.families().values()).containsOnly("counter", "gauge", "histogram");
  }

  @Test
  void labelsAreFewAndBoundedAndNoneIsAnId() {
    Set<String> labels = new TreeSet<>();
    for (Exposition.Sample sample : figures.samples()) {
      labels.addAll(sample.labels().keySet());
    }

    assertThat(labels).allMatch(label -> LABEL.matcher(label).matches());
    assertThat(labels)
        .containsExactlyInAnyOrder(
            "area",
            "change",
            "from",
            "kind",
            "le",
            "node",
            "outcome",
            "pool",
            "reason",
            "result",
            "scenario",
            "service",
            "state",
            "to",
            "truth",
            "version");
  }

  @Test
  void noSampleIsThereTwice() {
    assertThat(figures.samples().stream().map(NamesTest::key)).doesNotHaveDuplicates();
  }

  private static Map.Entry<String, Map<String, String>> key(Exposition.Sample sample) {
    return Map.entry(sample.name(), sample.labels());
  }
}
