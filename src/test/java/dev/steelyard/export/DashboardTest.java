package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.export.Exposition.Sample;
import dev.steelyard.fault.Truth;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Grafana dashboard asks for nothing that the endpoint does not tell.
class DashboardTest {
  private static final JsonNode DASHBOARD =
      JsonMapper.shared().readTree(Path.of("assets/grafana/steelyard.json").toFile());

  /// What Prometheus adds when it scrapes, and what comes with each bucket.
  private static final Set<String> ADDED_LABELS = Set.of("instance");

  private static final Set<String> LANGUAGE =
      Set.of(
          "sum",
          "max",
          "by",
          "or",
          "rate",
          "increase",
          "histogram_quantile",
          "scalar",
          "label_values",
          "on",
          "group_left");

  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(by|on|group_left) \\(([^)]*)\\)");
  private static final Pattern WORD = Pattern.compile("[a-z_]{2,}");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{([^}]*)}}");

  private static Exposition figures;

  @BeforeAll
  static void play() throws Exception {
    figures = Runs.figures();
  }

  /// A query of a panel and what it is called in its legend.
  record Query(String panel, String expression, String legend) {
    @Override
    public String toString() {
      return panel + ": " + expression;
    }
  }

  private static Stream<Query> queries() {
    return DASHBOARD
        .get("panels")
        .valueStream()
        .flatMap(panel ->
            panel
                .path("targets")
                .valueStream()
                .map(target ->
                    new Query(
                        panel.get("title").stringValue(),
                        target.get("expr").stringValue(),
                        target.get("legendFormat").stringValue())));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyWordIsAFigureOrOfTheLanguage(Query query) {
    String bare = RANGE.matcher(query.expression()).replaceAll("");
    bare = SELECTOR.matcher(bare).replaceAll("$1");
    bare = GROUPING.matcher(bare).replaceAll("$1");

    Set<String> known = new HashSet<>(LANGUAGE);
    figures.samples().forEach(sample -> known.add(sample.name()));
    assertThat(WORD.matcher(bare).results().map(found -> found.group())).isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everySelectorMeetsFigures(Query query) {
    Matcher selector = SELECTOR.matcher(query.expression());
    boolean any = false;
    while (selector.find()) {
      any = true;
      List<Sample> left = figures.of(selector.group(1));
      Matcher condition = MATCHER.matcher(selector.group(2));
      while (condition.find()) {
        String label = condition.group(1);
        if (!ADDED_LABELS.contains(label)) {
          left =
              left.stream()
                  .filter(sample -> holds(sample, label, condition.group(2), condition.group(3)))
                  .toList();
        }
      }
      assertThat(left).as(selector.group()).isNotEmpty();
    }
    assertThat(any).isTrue();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void groupsAndLegendsNameLabelsThatAreThere(Query query) {
    Set<String> grouped = new LinkedHashSet<>();
    GROUPING
        .matcher(query.expression())
        .results()
        .forEach(found -> grouped.addAll(Arrays.asList(found.group(2).split(", ", -1))));
    grouped.removeAll(ADDED_LABELS);

    Set<String> joined = new HashSet<>();
    Matcher selector = SELECTOR.matcher(query.expression());
    while (selector.find()) {
      Set<String> there =
          figures.of(selector.group(1)).stream()
              .flatMap(sample -> sample.labels().keySet().stream())
              .collect(Collectors.toSet());
      if (query.expression().contains("group_left")) {
        joined.addAll(there);
      } else {
        assertThat(there).containsAll(grouped);
      }
    }
    assertThat(joined).containsAll(query.expression().contains("group_left") ? grouped : Set.of());
    assertThat(LEGEND.matcher(query.legend()).results().map(found -> found.group(1)))
        .isSubsetOf(grouped);
  }

  @Test
  void nothingThatIsToldIsLeftOut() {
    Set<String> shown = new TreeSet<>();
    queries()
        .forEach(query ->
            SELECTOR
                .matcher(query.expression())
                .results()
                .forEach(found -> shown.add(found.group(1).replaceFirst("_bucket$", ""))));

    Set<String> told = new TreeSet<>(figures.families().keySet());
    told.remove("process_start_time_seconds"); // Only for functions over restarts.
    assertThat(shown).isEqualTo(told);
  }

  @Test
  void everyStateAndTruthHasItsColour() {
    assertThat(mapped("What the balancer believes"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(NodeState.values()).map(NodeState::word).toList());
    assertThat(mapped("What is true"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Truth.values()).map(Truth::word).toList());
  }

  @Test
  void aNumberOfAStateIsMappedToItsWord() {
    for (String title : List.of("What the balancer believes", "What is true")) {
      JsonNode panel = panel(title);
      Matcher term =
          Pattern.compile("([0-9]) \\* [a-z_]+\\{(?:state|truth)=\"([^\"]*)\"")
              .matcher(panel.get("targets").get(0).get("expr").stringValue());
      int terms = 0;
      while (term.find()) {
        terms++;
        assertThat(words(panel).get(term.group(1)).get("text").stringValue())
            .isEqualTo(term.group(2));
      }
      assertThat(terms).isEqualTo(words(panel).size());
    }
  }

  @Test
  void panelsHaveOneIdEachAndTakeTheChosenDataSource() {
    List<JsonNode> panels = DASHBOARD.get("panels").valueStream().toList();

    assertThat(panels.stream().map(panel -> panel.get("id").intValue())).doesNotHaveDuplicates();
    assertThat(panels.stream().filter(panel -> !panel.get("type").stringValue().equals("row")))
        .allMatch(
            panel -> panel.get("datasource").get("uid").stringValue().equals("${datasource}"));
    assertThat(
            panels.stream()
                .filter(panel -> panel.get("type").stringValue().equals("row"))
                .map(panel -> panel.get("title").stringValue()))
        .containsExactly("Traffic", "Latency", "Nodes", "Retries", "Health");
  }

  private static boolean holds(Sample sample, String label, String operator, String value) {
    String has = sample.labels().getOrDefault(label, "");
    return switch (operator) {
      case "=" -> has.equals(value);
      case "!=" -> !has.equals(value);
      case "=~" -> has.matches(value);
      default -> !has.matches(value);
    };
  }

  private static Stream<String> mapped(String title) {
    return words(panel(title)).valueStream().map(mapping -> mapping.get("text").stringValue());
  }

  private static JsonNode words(JsonNode panel) {
    return panel.get("fieldConfig").get("defaults").get("mappings").get(0).get("options");
  }

  private static JsonNode panel(String title) {
    return DASHBOARD
        .get("panels")
        .valueStream()
        .filter(panel -> panel.get("title").stringValue().equals(title))
        .findFirst()
        .orElseThrow();
  }
}
