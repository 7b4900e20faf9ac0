package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.Runner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicksCommandTest {
  private static final Runner NO_RUNS =
      (scenario, frames, stop) -> {
        throw new AssertionError("nothing is to be played");
      };

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path directory;

  @Test
  void picksOfSmoothWeightedRoundRobinAreThoseOfNginx() {
    assertThat(execute("--strategy weighted-round-robin --nodes a=5,b=1,c --count 7")).isZero();

    assertThat(out.toString()).isEqualTo("a\na\nb\na\nc\na\na\n");
  }

  @Test
  void picksRepeatFromTheirSeed() {
    assertThat(picks("random", "--seed 1")).isEqualTo(picks("random", "--seed 1"));
    assertThat(picks("random", "--seed 1")).isNotEqualTo(picks("random", "--seed 2"));
  }

  @Test
  void picksTakeTheSettingsOfTheStrategy() {
    assertThat(picks("least-connections", "--ties first")).containsOnly("a");
    assertThat(picks("power-of-two", "--choices 1")).contains("a", "b", "c");
    assertThat(picks("peak-ewma", "--decay 1s --failure-penalty 5s")).contains("a", "b", "c");
    assertThat(picks("sticky", "--first least-connections")).hasSize(30);
    assertThat(picks("bounded-ring-hash", "--points 9 --balance-factor 2 --key header:X"))
        .isEqualTo(picks("ring-hash", "--points 9 --key path"));
    assertThat(picks("ring-hash:key=header:X:points=9", ""))
        .isEqualTo(picks("ring-hash", "--points 9 --key path"));
  }

  @Test
  void roundRobinPicksEveryNodeEquallyOften() {
    List<String> picks = picks("round-robin", "");

    assertThat(picks).filteredOn("a"::equals).hasSize(10);
    assertThat(picks).filteredOn("b"::equals).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "path", "header:X-User"})
  void eachKeyOfAFileHasItsLineWhereverTheStrategyLooksForIt(String part) throws IOException {
    Path keys = keys("ann\nbob\n\nann\r\nbob");

    String usage = "--strategy maglev --nodes a,b,c,d,e --key " + part + " --keys " + keys;
    assertThat(execute(usage)).isZero();

    List<String> picks = out.toString().lines().toList();
    assertThat(picks).hasSize(5);
    assertThat(picks.get(0)).isEqualTo(picks.get(3)).isNotEqualTo(picks.get(1));
    assertThat(picks.get(1)).isEqualTo(picks.get(4));
  }

  @Test
  void keysBeginAgainWhenMorePicksAreWanted() throws IOException {
    Path keys = keys("ann\nbob\n");

    assertThat(execute("--strategy rendezvous --nodes a,b,c --count 5 --keys " + keys)).isZero();

    List<String> picks = out.toString().lines().toList();
    assertThat(picks).hasSize(5);
    assertThat(picks.subList(2, 4)).isEqualTo(picks.subList(0, 2));
  }

  @Test
  void nodesThatAreDownGiveTheirKeysToOthersOnly() {
    List<String> whole = picks("ring-hash", "");
    List<String> without = picks("ring-hash", "--down b");

    for (int i = 0; i < whole.size(); i++) {
      if (whole.get(i).equals("b")) {
        assertThat(without.get(i)).isIn("a", "c");
      } else {
        assertThat(without.get(i)).isEqualTo(whole.get(i));
      }
    }
    assertThat(whole).contains("b");
  }

  @Test
  void explanationNamesEveryNode() {
    String usage = "--strategy least-connections --ties first --nodes a,bb=2,c --down c --count 1";
    assertThat(execute(usage + " --explain")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            1: client-1 -> bb
              (in flight + 1) / weight:
                a   1
                bb  0.50000  <- picked
                c   left out: down
              rule: the least
              tie-break: not needed
            """);
  }

  @Test
  void explanationOfARingTellsTheDistance() throws IOException {
    Path keys = keys("ann\n");

    assertThat(execute("--strategy ring-hash --nodes a,b --explain --keys " + keys)).isZero();

    assertThat(out.toString())
        .startsWith("1: ann -> ")
        .contains("  distance clockwise, of the whole ring:\n    a  0.0")
        .contains("  rule: the first clockwise\n  tie-break: not needed\n")
        .contains("<- picked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random;Missing required option: '--nodes",
        "random --nodes a --count 0;--count 0 is wrong; allowed: 1 to 10000000",
        "random --nodes a --count 10000001;is wrong; allowed: 1 to 10000000",
        "random --nodes a,;--nodes: '' is wrong because it is no node",
        "random --nodes a=0;the weight is out of range",
        "random --nodes a,a;the id is there twice",
        "random --nodes a,b --down c;--down: 'c' is wrong because there is no such node",
        "random --nodes a,b --down b,a;--down b,a is wrong; allowed: at least one node stays up",
        "random --nodes a --keys f;--keys is of no use because random heeds no key",
        "maglev --nodes a --keys no-such-file;'no-such-file' is wrong because there is no such file",
        "maglev --nodes a --keys .;'.' is wrong because it is a directory; allowed: a text file",
      })
  void badUsageGivesOneLineAndAHint(String usage) {
    String[] parts = usage.split(";", 2);

    assertThat(execute("--strategy " + parts[0])).isEqualTo(2);

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("error: ").contains(parts[1]);
    assertThat(lines.getLast()).isEqualTo("Try: steelyard picks --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void filesThatHoldNoKeysAreRefused() throws IOException {
    Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', '\n', (byte) 0xE9});

    assertThat(execute("--strategy maglev --nodes a --keys " + latin)).isEqualTo(2);
    assertThat(execute("--strategy maglev --nodes a --keys " + keys(""))).isEqualTo(2);
    assertThat(execute("--strategy maglev --nodes a --keys " + keys("\uFEFFa\n"))).isEqualTo(2);

    assertThat(err.toString())
        .contains("latin' is wrong because it is no text in UTF-8; allowed: a text file in UTF-8")
        .contains("keys' is wrong because it is empty")
        .contains("keys' is wrong because it begins with a byte order mark");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "round-robbin;error: --strategy round-robbin: strategy.type: \"round-robbin\" is wrong",
        "random --ties first;error: --ties first: strategy.ties: there is no field of this name",
        "power-of-two:choices=0;error: --strategy power-of-two:choices=0: strategy.choices: 0 is",
        "power-of-two --choices 0;error: --choices 0: strategy.choices: 0 is wrong because it is",
        "least-connections --ties frist;did you mean first?",
        "maglev --key cookie;--key cookie: strategy.key: \"cookie\" is wrong",
        "ring-hash --points many;--points many: strategy.points: \"many\" is wrong",
        "bounded-ring-hash --balance-factor 1;strategy.balanceFactor: 1 is wrong because it is below",
        "sticky --first stick;--first stick: strategy.first: \"stick\" is wrong",
      })
  void badStrategyGivesOneLine(String usage) {
    String[] parts = usage.split(";", 2);

    assertThat(execute("--nodes a,b --strategy " + parts[0])).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("error: ").contains(parts[1]);
  }

  private Path keys(String text) throws IOException {
    return Files.writeString(directory.resolve("keys"), text);
  }

  private List<String> picks(String strategy, String more) {
    out.getBuffer().setLength(0);
    assertThat(execute("--nodes a,b,c --count 30 --strategy " + strategy + " " + more)).isZero();
    return out.toString().lines().toList();
  }

  private int execute(String usage) {
    List<String> arguments = new ArrayList<>(List.of("picks"));
    arguments.addAll(List.of(usage.strip().split(" ", -1)));
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false);
    return new Commands(
            terminal,
            NO_RUNS,
            NO_RUNS,
            (settings, traffic, endless, opened) -> {
              throw new AssertionError("no proxy is to run");
            },
            scenario -> {
              throw new AssertionError("nothing is to be opened");
            },
            (result, png) -> {
              throw new AssertionError("nothing is to be painted");
            },
            address -> {
              throw new AssertionError("no port is to be opened");
            },
            "1.2.3",
            () -> {
              throw new AssertionError("nothing is to be stopped");
            })
        .execute(arguments.toArray(String[]::new));
  }
}
