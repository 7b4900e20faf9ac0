package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.Listing;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.discovery.WatchMessage;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Node;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The members by the DNS: the addresses (A) of a name, or its services (SRV) with ports and
/// weights.
///
/// An instance's id is its address and port, `10.0.0.7-8080`: the DNS knows no other identity. Of
/// SRV records those of the lowest priority count, as in RFC 2782; weights above 1000 are scaled
/// down, and a weight of 0 counts as 1. Addresses that a server does not send along are asked for;
/// if one question fails, there is no list. An answer is valid for its shortest TTL. The order in
/// which a server turns its records means nothing. The DNS tells of no changes by itself.
final class DnsSource implements MemberSource {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int DNS_PORT = 53;
  private static final int MOST_TARGETS = 256;

  private final Timeline timeline;
  private final SourceSpec.Dns spec;
  private final Name name;
  private final Resolver resolver;
  private final Versions versions = new Versions();

  /// @throws IOException if the name or the server's name is none
  DnsSource(Timeline timeline, SourceSpec.Dns spec) throws IOException {
    this.timeline = timeline;
    this.spec = spec;
    try {
      this.name = Name.fromString(spec.name(), Name.root);
    } catch (TextParseException e) {
      throw new IOException("name: '" + spec.name() + "' is no name of the DNS", e);
    }
    this.resolver = resolver(spec.server());
    resolver.setTimeout(TIMEOUT);
  }

  private static Resolver resolver(Optional<String> server) throws IOException {
    if (server.isEmpty()) {
      return new ExtendedResolver();
    }
    String text = server.get();
    int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? DNS_PORT : Integer.parseInt(text.substring(colon + 1));
    return new SimpleResolver(new InetSocketAddress(InetAddress.getByName(host), port));
  }

  @Override
  public String words() {
    return "dns " + spec.record() + " " + spec.name();
  }

  @Override
  public Cancellable fetch(Consumer<Fetched> done) {
    var question = new Question(done);
    CompletableFuture<Listing> listing =
        switch (spec.record()) {
          case A -> ask(name, Type.A).thenApply(this::addresses);
          case SRV -> ask(name, Type.SRV).thenCompose(this::services);
        };
    question.sent =
        listing.whenComplete((found, failure) ->
            question.answer(
                failure == null ? new Listed(found) : new FetchFailed(Reasons.of(failure))));
    return question;
  }

  @Override
  public boolean canWatch() {
    return false;
  }

  @Override
  public Cancellable watch(long epoch, long fromRevision, Consumer<WatchMessage> listener) {
    throw new UnsupportedOperationException("the DNS tells of no changes");
  }

  private CompletableFuture<DnsAnswer> ask(Name asked, int type) {
    Message query = Message.newQuery(Record.newRecord(asked, type, DClass.IN));
    return resolver
        .sendAsync(query)
        .thenCompose(message -> {
          try {
            return CompletableFuture.completedStage(DnsAnswer.of(message));
          } catch (IOException e) {
            return CompletableFuture.<DnsAnswer>failedStage(e);
          }
        })
        .toCompletableFuture();
  }

  private Listing addresses(DnsAnswer answer) {
    SortedMap<String, Instance> instances = new TreeMap<>();
    for (InetAddress address : answer.addresses()) {
      add(instances, address, spec.port(), 1);
    }
    return versions.of(List.copyOf(instances.values()), Optional.of(answer.validFor()));
  }

  private CompletableFuture<Listing> services(DnsAnswer answer) {
    int lowest = answer.services().stream().mapToInt(SRVRecord::getPriority).min().orElse(0);
    List<SRVRecord> records =
        answer.services().stream()
            .filter(record -> record.getPriority() == lowest)
            .filter(record -> !record.getTarget().equals(Name.root)) // "Not available here."
            .toList();
    Map<Name, CompletableFuture<Target>> targets = new LinkedHashMap<>();
    for (SRVRecord record : records) {
      targets.computeIfAbsent(record.getTarget(), target -> target(target, answer));
      if (targets.size() > MOST_TARGETS) {
        return CompletableFuture.failedFuture(
            new IOException("there are more than " + MOST_TARGETS + " targets"));
      }
    }
    return CompletableFuture.allOf(targets.values().toArray(CompletableFuture[]::new))
        .thenApply(all -> {
          Map<Name, Target> found = new LinkedHashMap<>();
          targets.forEach((target, resolved) -> found.put(target, resolved.join()));
          return services(records, found, answer.validFor());
        });
  }

  private Listing services(List<SRVRecord> records, Map<Name, Target> targets, Duration validFor) {
    int heaviest = records.stream().mapToInt(SRVRecord::getWeight).max().orElse(0);
    double scale = Math.min(1, (double) Node.MAX_WEIGHT / Math.max(1, heaviest));
    SortedMap<String, Instance> instances = new TreeMap<>();
    List<Duration> validities = new ArrayList<>(List.of(validFor));
    for (SRVRecord record : records) {
      Target target = targets.getOrDefault(record.getTarget(), Target.NOWHERE);
      validities.add(target.validFor());
      int weight = (int) Math.max(1, Math.round(record.getWeight() * scale));
      target.addresses().forEach(address -> add(instances, address, record.getPort(), weight));
    }
    Duration shortest = validities.stream().min(Duration::compareTo).orElse(validFor);
    return versions.of(List.copyOf(instances.values()), Optional.of(shortest));
  }

  private CompletableFuture<Target> target(Name target, DnsAnswer answer) {
    List<InetAddress> along = answer.alongFor(target);
    return along.isEmpty()
        ? ask(target, Type.A).thenApply(found -> new Target(found.addresses(), found.validFor()))
        : CompletableFuture.completedFuture(new Target(along, answer.validAlongFor(target)));
  }

  private static void add(
      Map<String, Instance> instances, InetAddress address, int port, int weight) {
    String host = address.getHostAddress();
    String id = host + "-" + port;
    instances.putIfAbsent(id, new Instance(new Endpoint(id, host, port, port), weight));
  }

  /// The addresses of an SRV record's target.
  private record Target(List<InetAddress> addresses, Duration validFor) {
    static final Target NOWHERE = new Target(List.of(), Duration.ZERO);
  }

  /// Somebody who waits for the list on the Timeline.
  private final class Question implements Cancellable {
    private final Consumer<Fetched> done;
    private volatile @Nullable CompletableFuture<?> sent;
    private boolean calledOff; // The Timeline's.

    Question(Consumer<Fetched> done) {
      this.done = done;
    }

    void answer(Fetched answer) {
      timeline.execute(() -> {
        if (!calledOff) {
          done.accept(answer);
        }
      });
    }

    @Override
    public void cancel() {
      calledOff = true;
      CompletableFuture<?> under = sent;
      if (under != null) {
        under.cancel(true); // The resolver itself gives up by its timeout.
      }
    }
  }
}
