package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nodes that are services elsewhere.
class AddressedNodesTest {
  private static Scenario read(String node, String faults) throws ScenarioException {
    String text =
        "{'version': 1, 'traffic': {'shape': {'type': 'steady', 'rate': 1}}, 'nodes': ["
            + node
            + "], 'faults': ["
            + faults
            + "]}";
    return ScenarioReader.text(text.replace('\'', '"'), "x.json", List.of());
  }

  @Test
  void anAddressIsReadAndWritten() throws ScenarioException {
    Scenario scenario = read("{'id': 'a', 'weight': 2, 'address': 'http://[::1]:9001/base/'}", "");

    assertThat(scenario.nodes().getFirst())
        .returns(Optional.of(new Address("::1", 9001, "/base")), NodeSpec::address)
        .returns(2, NodeSpec::weight);
    assertThat(ScenarioReader.text(ScenarioWriter.json(scenario), "x.json", List.of()))
        .isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'address': 'ftp://h:1' | nodes.0.address: \"ftp://h:1\" is wrong because only http can be"
            + " spoken; allowed: http://HOST:PORT",
        "'address': 'http://h:1/?q' | because there may be no user, query or fragment in it",
        "'address': '' | nodes.0.address: \"\" is wrong because it is empty",
        "'address': 'http://h h' | nodes.0.address: \"http://h h\" is wrong",
        "'address': 7 | nodes.0.address: 7 is wrong because it is a number",
        "'address': 'h:1', 'count': 2 | nodes.0.count: 2 is wrong because the node has an address",
        "'address': 'h:1', 'speed': 2 | nodes.0.speed: 2 is wrong because the node has an address",
        "'address': 'h:1', 'queue': 2 | nodes.0.queue: 2 is wrong because the node has an address",
      })
  void eachMistakeIsToldInOneLine(String fields, String line) {
    assertThatThrownBy(() -> read("{'id': 'a', " + fields + "}", ""))
        .isInstanceOfSatisfying(
            ScenarioException.class,
            found -> assertThat(found.lines()).singleElement().asString().contains(line));
  }

  @Test
  void aServiceElsewhereCannotBeBroken() {
    assertThatThrownBy(() ->
            read(
                "{'id': 'a', 'address': 'h:1'}, {'id': 'b'}",
                "{'node': 'a', 'effect': {'type': 'hang'}}"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("faults.0.node: \"a\" is wrong because it has an address");
  }

  @Test
  void inVirtualTimeThereIsNone() throws ScenarioException {
    Scenario scenario = read("{'id': 'a', 'address': 'h:1'}", "");

    assertThatThrownBy(() -> ScenarioReader.inVirtualTime(scenario))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "x: node a is a service at http://h:1, and there is none in virtual time;"
                + " allowed: the commands run, proxy and app");
    assertThat(ScenarioReader.inVirtualTime(BuiltIns.scenario("one-node-dies"))).isNotNull();
  }
}
