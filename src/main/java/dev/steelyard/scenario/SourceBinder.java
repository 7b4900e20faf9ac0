package dev.steelyard.scenario;

import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.discovery.SourceSpec.DnsRecord;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Located;
import dev.steelyard.scenario.json.TextRule;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the `source` of `discovery`: a name, or an object with its `type` and fields.
final class SourceBinder {
  static final String REGISTRY = "registry";

  private static final SourceSpec DEFAULT = new SourceSpec.InProcess();
  private static final Choices TYPES =
      Choices.of(List.of(REGISTRY, "file", "dns", "http-registry"));
  private static final Choices RECORDS =
      Choices.of(Arrays.stream(DnsRecord.values()).map(DnsRecord::name).toList());
  private static final TextRule FILE =
      TextRule.of("[^\\p{Cntrl}]{1,1000}", "the path of a file, up to 1000 characters");
  private static final TextRule NAME =
      TextRule.of(
          "(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*+\\.?",
          "a name in the DNS such as orders.example");
  private static final TextRule SERVER =
      TextRule.of(
          "(?:\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?", "HOST or HOST:PORT");
  private static final TextRule URL =
      TextRule.of(
          "http://(?:\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})(?::[0-9]{1,5})?/?",
          "http://HOST:PORT");
  private static final int LAST_PORT = 65_535;

  private SourceBinder() {}

  static SourceSpec bind(Fields discovery) {
    Optional<Located> value = discovery.find("source");
    if (value.isEmpty()) {
      return DEFAULT;
    }
    if (value.get() instanceof Located.Members) {
      return discovery.object("source").map(SourceBinder::source).orElse(DEFAULT);
    }
    Optional<String> word = discovery.choice("source", TYPES);
    if (word.isPresent() && !word.get().equals(REGISTRY)) {
      discovery.wrong(
          "source", "this source needs fields", "an object with its type and its fields");
    }
    return DEFAULT;
  }

  private static SourceSpec source(Fields fields) {
    fields.require("type");
    Optional<String> type = fields.choice("type", TYPES);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    SourceSpec source =
        switch (type.orElse(REGISTRY)) {
          case "file" -> file(fields);
          case "dns" -> dns(fields);
          case "http-registry" -> httpRegistry(fields);
          default -> DEFAULT;
        };
    fields.done();
    return source;
  }

  private static SourceSpec file(Fields fields) {
    int before = fields.problems().count();
    String path = fields.require("path").text("path", "members.json", FILE);
    try {
      return new SourceSpec.File(Path.of(path));
    } catch (InvalidPathException e) {
      if (fields.problems().count() == before) {
        fields.wrong("path", "it is no name of a file here", FILE.words());
      }
      return DEFAULT;
    }
  }

  private static SourceSpec dns(Fields fields) {
    String name = fields.require("name").text("name", "x", NAME);
    DnsRecord record = fields.choice("record", RECORDS).map(DnsRecord::valueOf).orElse(DnsRecord.A);
    Optional<String> server =
        fields.has("server")
            ? Optional.of(fields.text("server", "localhost", SERVER))
            : Optional.empty();
    if (record == DnsRecord.SRV) {
      if (fields.has("port")) {
        fields.wrong("port", "SRV records name their own", "leave it out");
      }
      return new SourceSpec.Dns(name, record, 0, server);
    }
    int port = fields.require("port").whole("port", 1, 1, LAST_PORT);
    return new SourceSpec.Dns(name, record, port, server);
  }

  private static SourceSpec httpRegistry(Fields fields) {
    String url = fields.require("url").text("url", "http://127.0.0.1:8500", URL);
    return new SourceSpec.HttpRegistry(URI.create(url));
  }
}
