package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.scenario.json.FieldChange;
import dev.steelyard.scenario.json.FieldChanger;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.JsonSyntaxException;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.LocatedReader;
import dev.steelyard.scenario.json.Place;
import dev.steelyard.scenario.json.Problems;
import dev.steelyard.scenario.text.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads scenarios, changes fields of them as wished, and gives only valid ones.
///
/// Whatever is wrong comes as a {@link ScenarioException} with all problems at once.
public final class ScenarioReader {
  private static final String JSON = ".json";

  private ScenarioReader() {}

  /// Reads the scenario that somebody named: the id of a built-in one, or a file.
  ///
  /// A built-in one wins over a file of the same name; `./NAME` is always the file.
  public static Scenario named(String name, List<FieldChange> changes) throws ScenarioException {
    if (BuiltIns.IDS.contains(name)) {
      return builtIn(name, changes);
    }
    try {
      Path file = Path.of(name);
      if (!name.isEmpty() && Files.exists(file)) {
        return file(file, changes);
      }
    } catch (InvalidPathException e) {
      throw unknown(name, "this is no name of a file");
    }
    throw unknown(name, "there is no such file");
  }

  /// Reads a file.
  public static Scenario file(Path file, List<FieldChange> changes) throws ScenarioException {
    String text = ScenarioText.of(file);
    return text(text, file.toString(), changes);
  }

  /// Reads a built-in scenario.
  public static Scenario builtIn(String id, List<FieldChange> changes) throws ScenarioException {
    if (!BuiltIns.IDS.contains(id)) {
      throw unknown(id, "there is no such built-in scenario");
    }
    return text(BuiltIns.json(id), id + JSON, changes);
  }

  /// Reads a text.
  ///
  /// @param source the file that it is from; without its directory and `.json` it is the id of a
  ///   scenario that has none
  public static Scenario text(String text, String source, List<FieldChange> changes)
      throws ScenarioException {
    var problems = new Problems();
    Located root = changed(parsed(text, source, problems), changes, problems);
    return ScenarioBinder.bind(root, idOf(source), problems);
  }

  /// Checks that `scenario` can be played in virtual time.
  public static Scenario inVirtualTime(Scenario scenario) throws ScenarioException {
    for (NodeSpec node : scenario.nodes()) {
      if (node.address().isPresent()) {
        throw ScenarioText.problem(
            scenario.id(),
            "node "
                + node.id()
                + " is a service at "
                + node.address().get().text()
                + ", and there is none in virtual time; allowed: the commands run, proxy and app");
      }
    }
    SourceSpec source =
        scenario
            .services()
            .discovery()
            .map(found -> found.settings().source())
            .orElseGet(SourceSpec.InProcess::new);
    if (!(source instanceof SourceSpec.InProcess)) {
      throw ScenarioText.problem(
          scenario.id(),
          "discovery is by "
              + source.type()
              + ", which there is not in virtual time; allowed: the commands run, proxy and app");
    }
    return scenario;
  }

  /// Reads a strategy whose parts come from elsewhere, such as options of a command.
  ///
  /// @param type what names the strategy; its path is `type`
  /// @param settings its further fields
  public static StrategySpec strategy(FieldChange type, List<FieldChange> settings)
      throws ScenarioException {
    var problems = new Problems();
    Map<String, Located.Member> members = new LinkedHashMap<>();
    Place place = Place.of(type.source());
    members.put(type.path(), new Located.Member(place, new Located.Text(place, type.value())));
    Located spec = changed(new Located.Members(place, members), settings, problems);
    var owner = new Located.Members(place, Map.of("strategy", new Located.Member(place, spec)));
    StrategySpec strategy = StrategyBinder.bind(new Fields(owner, "", problems), "strategy");
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems.inOrder());
    }
    return strategy;
  }

  private static Located parsed(String text, String source, Problems problems)
      throws ScenarioException {
    try {
      return LocatedReader.file(text, source, problems);
    } catch (JsonSyntaxException e) {
      throw new ScenarioException(List.of(e.problem()));
    }
  }

  private static Located changed(Located root, List<FieldChange> changes, Problems problems) {
    Located changed = root;
    for (FieldChange change : changes) {
      changed = FieldChanger.apply(changed, change, problems);
    }
    return changed;
  }

  private static String idOf(String source) {
    String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
  }

  private static ScenarioException unknown(String name, String reason) {
    String stem = idOf(name);
    return ScenarioText.problem(
        name,
        reason
            + Nearest.question(stem, BuiltIns.IDS)
            + "; allowed: a file, or one of "
            + String.join(", ", BuiltIns.IDS));
  }
}
