package dev.steelyard.run.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.series.Lessons;
import dev.steelyard.run.series.Played;
import dev.steelyard.run.series.Series;
import dev.steelyard.run.series.Variant;
import dev.steelyard.theory.Gim1;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SweepTest {
  private static final String NODES = "nodes=[{\"id\":\"n\",\"count\":2%s}]";

  @Test
  void theoryStandsBesideThePointsWhereItApplies() throws Exception {
    List<Played> points =
        play(
            1,
            new Variant("none", Lessons.twoFastOneSlow(NODES.formatted(""))),
            new Variant("5", Lessons.twoFastOneSlow(NODES.formatted(",\"queue\":5"))));

    assertThat(Sweep.expected(points.getFirst())).hasValue(Gim1.roundRobin(2, 30, 50));
    assertThat(Sweep.expected(points.getLast())).isEmpty();
    assertThat(SweepJson.of(new Sweep("T", "t", "nodes.n.queue", points)))
        .containsIgnoringWhitespaces("{\"value\": \"none\", \"runs\": 1, \"figures\":")
        .containsOnlyOnce("\"model\": \"GI/M/1\"");
  }

  @Test
  void theChartHasLinesMarksWhiskersAndNames() throws Exception {
    Document chart =
        chart(new Sweep("Less < more & \"so\"", "t", "traffic.shape.rate", rates(3, 10, 20, 30)));

    assertThat(texts(chart))
        .contains("Less < more & \"so\"", "traffic.shape.rate", "Latency (ms)", "p50", "p99")
        .contains("10", "20", "30", "mean")
        .anyMatch(text -> text.endsWith("whiskers are 95 % intervals"))
        .doesNotContain("expected mean"); // The nodes differ.
    assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(3);
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(chart.getElementsByTagName("polygon").getLength()).isEqualTo(3);
  }

  @Test
  void moreLoadIsHigherInThePicture() throws Exception {
    Document chart = chart(new Sweep("T", "t", "traffic.shape.rate", rates(1, 10, 60)));

    NodeList marks = chart.getElementsByTagName("circle");
    assertThat(number(marks.item(0), "cx")).isLessThan(number(marks.item(1), "cx"));
    assertThat(number(marks.item(0), "cy")).isGreaterThan(number(marks.item(1), "cy"));
  }

  @Test
  void wordsStandBesideEachOtherAndNoLineJoinsThem() throws Exception {
    List<Played> points = play(1, Lessons.strategy("random"), Lessons.strategy("round-robin"));

    Document chart = chart(new Sweep("T", "t", "balancer.strategy", points));

    assertThat(texts(chart)).contains("random", "round-robin");
    assertThat(chart.getElementsByTagName("polyline").getLength()).isZero();
    assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(2);
  }

  @Test
  void durationsAreMilliseconds() {
    assertThat(Values.of(List.of("1s", "250us")))
        .isEqualTo(new Values(List.of(1_000.0, 0.25), "ms", false));
    assertThat(Values.of(List.of("1s", "2"))).isEqualTo(new Values(List.of(0.0, 1.0), "", true));
    assertThat(Values.of(List.of("0.5", "1e2")).places()).containsExactly(0.5, 100.0);
  }

  @Test
  void aSweepThatWasStoppedAtOnceHasAnEmptyChart() throws Exception {
    var none = new Played(Lessons.strategy("random"), List.of(Optional.empty()));

    assertThat(texts(chart(new Sweep("T", "t", "x", List.of(none))))).contains("x");
  }

  private static List<Played> rates(int repeats, int... rates) throws RunFailedException {
    return play(
        repeats,
        Arrays.stream(rates)
            .mapToObj(rate ->
                new Variant(
                    String.valueOf(rate), Lessons.twoFastOneSlow("traffic.shape.rate=" + rate)))
            .toArray(Variant[]::new));
  }

  private static List<Played> play(int repeats, Variant... variants) throws RunFailedException {
    return new Series(new VirtualRunner(), 2)
        .play(List.of(variants), repeats, progress -> {}, () -> false);
  }

  private static Document chart(Sweep sweep) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(SweepChart.of(sweep))));
  }

  private static List<String> texts(Document chart) {
    NodeList found = chart.getElementsByTagName("text");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  private static double number(Node mark, String attribute) {
    return Double.parseDouble(mark.getAttributes().getNamedItem(attribute).getNodeValue());
  }
}
