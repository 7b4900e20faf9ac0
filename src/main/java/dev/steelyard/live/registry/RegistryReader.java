package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Change;
import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Listing;
import dev.steelyard.balancer.discovery.Registry;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.JsonSyntaxException;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.LocatedReader;
import dev.steelyard.scenario.json.Problem;
import dev.steelyard.scenario.json.Problems;
import dev.steelyard.scenario.json.TextRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads what programs tell a registry, what a registry answers, and files of members, with the
/// same care as scenarios: every problem is one line that says where it is and what is allowed.
final class RegistryReader {
  static final Duration DEFAULT_TTL = Duration.ofSeconds(10);

  /// What stands for a value that is wrong, and told of.
  private static final String UNKNOWN = "unknown";

  private static final Instance NOBODY = new Instance(Endpoint.virtual(UNKNOWN), 1);
  private static final int LAST_PORT = 65_535;
  private static final TextRule ID =
      TextRule.of("[A-Za-z0-9._-]{1,64}", "1 to 64 of the characters A-Z a-z 0-9 . _ -");
  private static final TextRule HOST =
      TextRule.of("[A-Za-z0-9.:_-]{1,253}", "a host name or an IP address, without a port");
  private static final TextRule PATH =
      TextRule.of(
          "(?=.{0,1000}$)(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+",
          "a path that begins with / and does not end with it");
  private static final Choices TYPES = Choices.of(List.of("put", "gone"));

  private final Problems problems = new Problems();
  private final Fields root;

  private RegistryReader(String text, String source) throws BadMessageException {
    try {
      Located value = LocatedReader.file(text, source, problems);
      if (!(value instanceof Located.Members members)) {
        throw new BadMessageException(
            Problem.wrong("", value, "it is " + value.kind(), "one object in braces").line());
      }
      root = new Fields(members, "", problems);
    } catch (JsonSyntaxException e) {
      throw new BadMessageException(e.problem().line());
    }
  }

  /// What somebody registers.
  record Registration(Instance instance, Duration ttl) {}

  /// What a watch told.
  ///
  /// @param revision the registry's when it answered
  record Told(long epoch, long revision, List<Change> changes) {}

  static Registration registration(String text, String id) throws BadMessageException {
    var reader = new RegistryReader(text, "body");
    reader.root.require("host", "port");
    Instance instance = reader.instance(reader.root, id);
    Duration ttl =
        reader.root.duration("ttl", DEFAULT_TTL, Registry.SHORTEST_TTL, Registry.LONGEST_TTL);
    reader.root.done();
    reader.check();
    return new Registration(instance, ttl);
  }

  /// The list of a registry. Fields that are not known are ignored, so that it may be a newer one.
  static Listing listing(String text) throws BadMessageException {
    var reader = new RegistryReader(text, "answer");
    reader.root.require("epoch", "revision", "instances");
    List<Instance> instances = reader.instances();
    long epoch = reader.root.whole("epoch", 0);
    long revision = reader.root.whole("revision", 1);
    reader.root.ignoreRest();
    reader.root.done();
    reader.check();
    return made(() -> new Listing(epoch, revision, instances));
  }

  /// A file of members, of the same form as the list of a registry, of which it needs `instances`
  /// only.
  static List<Instance> members(String text, String file) throws BadMessageException {
    var reader = new RegistryReader(text, file);
    reader.root.require("instances");
    List<Instance> instances = reader.instances();
    List.of("service", "epoch", "revision").forEach(reader.root::find);
    reader.root.done();
    reader.check();
    return instances;
  }

  static Told changes(String text, String service, long nowNanos) throws BadMessageException {
    var reader = new RegistryReader(text, "answer");
    reader.root.require("epoch", "revision", "changes");
    List<Change> changes = new ArrayList<>();
    for (Fields entry : reader.root.objects("changes")) {
      changes.add(reader.change(entry, service, nowNanos));
    }
    var told = new Told(reader.root.whole("epoch", 0), reader.root.whole("revision", 1), changes);
    reader.root.ignoreRest();
    reader.root.done();
    reader.check();
    return told;
  }

  static long compactedRevision(String text) throws BadMessageException {
    var reader = new RegistryReader(text, "answer");
    reader.root.require("compactedRevision");
    long revision = reader.root.whole("compactedRevision", 1);
    reader.root.ignoreRest();
    reader.root.done();
    reader.check();
    return revision;
  }

  private List<Instance> instances() {
    List<Instance> instances = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    List<Fields> entries = root.objects("instances");
    if (entries.size() > Registry.MOST_INSTANCES) {
      root.wrong("instances", "it is too long", "up to " + Registry.MOST_INSTANCES + " instances");
      return instances;
    }
    for (Fields entry : entries) {
      entry.require("id", "host", "port");
      String id = entry.text("id", UNKNOWN, ID);
      String owner = owners.putIfAbsent(id, entry.pathOf("id"));
      if (owner != null) {
        entry.wrong(
            "id", "an instance has the id " + id + " already, see " + owner, "each id once");
      }
      instances.add(instance(entry, id));
      entry.done();
    }
    return instances;
  }

  private Change change(Fields entry, String service, long nowNanos) {
    entry.require("revision", "type");
    entry.ignoreRest();
    long revision = entry.whole("revision", 1);
    long at = nowNanos - Math.max(0, entry.whole("ageNanos", 0));
    Change change;
    if (entry.choice("type", TYPES).orElse("gone").equals("gone")) {
      entry.require("id");
      String id = entry.text("id", UNKNOWN, ID);
      change = new Change.Gone(revision, at, service, id, entry.flag("expired", false));
    } else {
      entry.require("instance");
      Instance put = entry.object("instance").map(this::put).orElse(NOBODY);
      change = new Change.Put(revision, at, service, put);
    }
    entry.done();
    return change;
  }

  private Instance put(Fields fields) {
    fields.require("id", "host", "port");
    fields.ignoreRest();
    Instance put = instance(fields, fields.text("id", UNKNOWN, ID));
    fields.done();
    return put;
  }

  private Instance instance(Fields fields, String id) {
    String host = fields.text("host", "127.0.0.1", HOST);
    int port = fields.whole("port", 1, 1, LAST_PORT);
    int healthPort = fields.whole("healthPort", port, 1, LAST_PORT);
    int weight = fields.whole("weight", 1, 1, Node.MAX_WEIGHT);
    String path = fields.text("path", "", PATH);
    return new Instance(new Endpoint(id, host, port, healthPort, path), weight);
  }

  private void check() throws BadMessageException {
    if (!problems.isEmpty()) {
      throw new BadMessageException(
          problems.inOrder().stream().map(Problem::line).collect(Collectors.joining("\n")));
    }
  }

  private static <T> T made(Supplier<T> maker) throws BadMessageException {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new BadMessageException(String.valueOf(e.getMessage()));
    }
  }
}
