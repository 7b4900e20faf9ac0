package dev.steelyard.scenario;

import static dev.steelyard.scenario.BadScenarioTest.mistake;

import dev.steelyard.scenario.BadScenarioTest.Mistake;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake in the traffic gives exactly one line.
class BadTrafficTest {
  static Stream<Mistake> mistakes() {
    return Stream.of(shapes(), work(), arrivals(), traffic()).flatMap(stream -> stream);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeIsToldInOneLine(Mistake mistake) {
    BadScenarioTest.assertToldInOneLine(mistake);
  }

  private static Mistake shape(String bad, String line) {
    return mistake("{\"type\": \"steady\", \"rate\": 90}", bad, line);
  }

  private static Mistake work(String bad, String line) {
    return mistake("\"rate\": 90}", "\"rate\": 90}, \"work\": " + bad, line);
  }

  private static Stream<Mistake> shapes() {
    return Stream.of(
        shape("{\"type\": \"sine\", \"mean\": 5, \"amplitude\": 1}", "shape.period: it is missing"),
        shape(
            "{\"type\": \"sine\", \"mean\": 5, \"amplitude\": 6, \"period\": \"1s\"}",
            "traffic.shape.amplitude: 6 is wrong because it is above 5; allowed: a number from 0 to 5"),
        shape(
            "{\"type\": \"sine\", \"mean\": -5, \"amplitude\": 6, \"period\": \"1s\"}",
            "traffic.shape.mean: -5 is wrong"),
        shape(
            "{\"type\": \"sine\", \"mean\": 5, \"amplitude\": 1, \"period\": \"1us\"}",
            "traffic.shape.period: \"1us\" is wrong because it is too short; allowed: a duration from"
                + " 1ms to 24h"),
        shape(
            "{\"type\": \"spike\", \"base\": 5, \"peak\": 9, \"at\": \"1s\"}",
            "traffic.shape.lasting: it is missing"),
        shape(
            "{\"type\": \"spike\", \"base\": 5, \"at\": \"1s\", \"lasting\": \"1s\"}",
            "traffic.shape.peak: it is missing"),
        shape(
            "{\"type\": \"burst\", \"rate\": 5, \"lasting\": \"3s\", \"every\": \"2s\"}",
            "traffic.shape.lasting: \"3s\" is wrong because it is too long; allowed: a duration from"
                + " 1ns to 2s"),
        shape(
            "{\"type\": \"burst\", \"rate\": 5, \"lasting\": \"1s\"}",
            "traffic.shape.every: it is missing"),
        shape("[]", "traffic.shape: [] is wrong because there are 0 phases in it; allowed: 1 to"),
        shape("[5]", "traffic.shape.0: 5 is wrong because it is a number; allowed: an object"),
        shape("[{\"type\": \"steady\", \"rate\": 1}]", "traffic.shape.0.for: it is missing"),
        shape("[{\"for\": \"1s\"}]", "traffic.shape.0.type: it is missing"),
        shape(
            "[{\"type\": \"steady\", \"rate\": 1, \"for\": \"0s\"}]",
            "traffic.shape.0.for: \"0s\" is wrong because it is too short"),
        shape(
            "[{\"type\": \"phases\", \"for\": \"1s\"}]",
            "traffic.shape.0.type: \"phases\" is wrong because there is none of this name"),
        shape(
            "["
                + "{\"type\": \"steady\", \"rate\": 1, \"for\": \"1s\"}, ".repeat(1_000)
                + "{\"type\": \"steady\", \"rate\": 1, \"for\": \"1s\"}]",
            "there are 1001 phases in it; allowed: 1 to 1000 phases"));
  }

  private static Stream<Mistake> work() {
    return Stream.of(
        work(
            "{\"type\": \"paretto\"}",
            "\"paretto\" is wrong because there is none of this name; did"),
        work("{\"type\": \"normal\", \"mean\": \"1s\"}", "traffic.work.sd: it is missing"),
        work(
            "{\"type\": \"normal\", \"mean\": \"2h\", \"sd\": \"1s\"}",
            "traffic.work.mean: \"2h\" is wrong because it is too long"),
        work("{\"type\": \"log-normal\", \"median\": \"1s\"}", "traffic.work.p99: it is missing"),
        work(
            "{\"type\": \"log-normal\", \"median\": \"1s\", \"p99\": \"900ms\"}",
            "traffic.work.p99: \"900ms\" is wrong because it is below median; allowed: median or more"),
        work(
            "{\"type\": \"log-normal\", \"median\": \"0s\", \"p99\": \"1s\"}",
            "traffic.work.median: \"0s\" is wrong because it is too short"),
        work("{\"type\": \"pareto\", \"min\": \"1ms\"}", "traffic.work.alpha: it is missing"),
        work(
            "{\"type\": \"pareto\", \"min\": \"1ms\", \"alpha\": 1}",
            "traffic.work.alpha: 1 is wrong because it is not above 1; allowed: a number above 1, at"
                + " most 100"),
        work(
            "{\"type\": \"bimodal\", \"low\": \"2s\", \"high\": \"1s\", \"highShare\": 0.5}",
            "traffic.work.high: \"1s\" is wrong because it is below low; allowed: low or more"),
        work(
            "{\"type\": \"bimodal\", \"low\": \"1s\", \"high\": \"2s\", \"highShare\": 10}",
            "traffic.work.highShare: 10 is wrong because it is above 1; allowed: a number from 0 to"));
  }

  private static Stream<Mistake> arrivals() {
    String think = "\"think\": {\"type\": \"fixed\", \"value\": \"1s\"}";
    return Stream.of(
        closed(
            "\"shape\": {\"type\": \"steady\", \"rate\": 9}, \"users\": 5, " + think,
            "traffic.shape: {...} is wrong because closed arrivals have no rate of their own;"
                + " allowed: leave it out, or open arrivals"),
        closed(think, "traffic.users: it is missing"),
        closed("\"users\": 5", "traffic.think: it is missing"),
        closed("\"users\": 0, " + think, "traffic.users: 0 is wrong because it is below 1"),
        closed("\"users\": 10001, " + think, "a whole number from 1 to 10000"),
        closed("\"users\": 5, \"think\": \"1s\"", "traffic.think: \"1s\" is wrong"),
        mistake(
            "{\"shape\": {\"type\": \"steady\", \"rate\": 90}}",
            "{\"arrivals\": \"closde\", \"users\": 5, " + think + "}",
            "traffic.arrivals: \"closde\" is wrong because there is none of this name; did you mean"
                + " closed?"),
        trafficField(
            "\"users\": 5", "traffic.users: 5 is wrong because only closed arrivals have it"),
        trafficField(think, "traffic.think: {...} is wrong because only closed arrivals have it"));
  }

  private static Mistake closed(String fields, String line) {
    return mistake(
        "{\"shape\": {\"type\": \"steady\", \"rate\": 90}}",
        "{\"arrivals\": \"closed\", " + fields + "}",
        line);
  }

  private static Stream<Mistake> traffic() {
    return Stream.of(
        mistake(
            "{\"shape\": {\"type\": \"steady\", \"rate\": 90}}", "{}", "traffic.shape: it is mi"),
        mistake("{\"shape\": {\"type\": \"steady\", \"rate\": 90}}", "[]", "traffic: [] is wrong"),
        shape("{\"type\": \"steady\"}", "traffic.shape.rate: it is missing"),
        shape("{\"typ\": \"steady\", \"rate\": 5}", "typ: there is no field of this name; did you"),
        shape("{\"rate\": 5}", "traffic.shape.type: it is missing"),
        shape(
            "{\"type\": \"steady\", \"rate\": -1}",
            "traffic.shape.rate: -1 is wrong because it is be"),
        shape("{\"type\": \"steady\", \"rate\": -0.0}", "traffic.shape.rate: -0.0 is wrong"),
        shape(
            "{\"type\": \"steady\", \"rate\": 1e999}",
            "because it is above 1000000; allowed: a num"),
        shape("{\"type\": \"steady\", \"rate\": \"90\"}", "it is text, not a number"),
        shape(
            "{\"type\": \"steady\", \"rat\": 90}",
            "rat: there is no field of this name; did you mean"),
        shape(
            "{\"type\": \"stedy\", \"rate\": 90}",
            "\"stedy\" is wrong because there is none of this"),
        shape("{\"type\": \"ramp\", \"from\": 1, \"to\": 2}", "traffic.shape.over: it is missing"),
        shape("{\"type\": \"ramp\", \"from\": 1, \"to\": 2, \"over\": \"0s\"}", "it is too short"),
        shape("{\"type\": \"steps\", \"steps\": []}", "traffic.shape.steps: [] is wrong"),
        shape(
            "{\"type\": \"steps\", \"steps\": [{\"rate\": 1}]}",
            "traffic.shape.steps.0.for: it is mi"),
        work("\"20ms\"", "traffic.work: \"20ms\" is wrong because it is text"),
        work("{\"type\": \"fixed\"}", "traffic.work.value: it is missing"),
        work("{\"type\": \"fixed\", \"value\": \"2h\"}", "traffic.work.value: \"2h\" is wrong"),
        work(
            "{\"type\": \"uniform\", \"from\": \"2s\", \"to\": \"1s\"}",
            "traffic.work.to: \"1s\" is wr"),
        work(
            "{\"type\": \"fixed\", \"mean\": \"1s\", \"value\": \"1s\"}",
            "traffic.work.mean: there is n"),
        trafficField("\"arrivals\": \"possion\"", "did you mean poisson?"),
        trafficField("\"mix\": []", "traffic.mix: [] is wrong"),
        trafficField("\"mix\": [{\"method\": \"get\"}]", "traffic.mix.0.method: \"get\" is wrong"),
        trafficField("\"mix\": [{\"path\": \"api\"}]", "traffic.mix.0.path: \"api\" is wrong"),
        trafficField("\"mix\": [{\"path\": \"/a%zz\"}]", "traffic.mix.0.path: \"/a%zz\" is wrong"),
        trafficField("\"mix\": [{\"path\": \"/a%00\"}]", "traffic.mix.0.path: \"/a%00\" is wrong"),
        trafficField("\"mix\": [{\"path\": \"/100%\"}]", "traffic.mix.0.path: \"/100%\" is wrong"),
        trafficField("\"mix\": [{\"share\": 0}]", "traffic.mix.0.share: 0 is wrong"),
        trafficField("\"mix\": [{\"headers\": {\"a b\": \"\"}}]", "traffic.mix.0.headers.a b: "),
        trafficField("\"mix\": [{\"headers\": {\"a\": \"\\r\\n\"}}]", "traffic.mix.0.headers.a: "),
        trafficField(
            "\"mix\": [{\"headers\": {\"content-length\": \"5\"}}]",
            "traffic.mix.0.headers.content-length: "),
        trafficField("\"mix\": [{\"method\": \"CONNECT\"}]", "traffic.mix.0.method: "),
        trafficField("\"mix\": [{\"headers\": {\"a\": 1}}]", "traffic.mix.0.headers.a: 1 is wrong"),
        trafficField("\"clients\": {\"count\": 0}", "traffic.clients.count: 0 is wrong"),
        trafficField("\"clients\": {\"skew\": 11}", "traffic.clients.skew: 11 is wrong"));
  }

  private static Mistake trafficField(String field, String line) {
    return mistake("\"rate\": 90}", "\"rate\": 90}, " + field, line);
  }
}
