package dev.steelyard.live.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.steelyard.balancer.discovery.Discovery;
import dev.steelyard.balancer.discovery.Listing;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.MemberSource.FetchFailed;
import dev.steelyard.balancer.discovery.MemberSource.Fetched;
import dev.steelyard.balancer.discovery.MemberSource.Listed;
import dev.steelyard.balancer.discovery.SourceSpec.Dns;
import dev.steelyard.balancer.discovery.SourceSpec.DnsRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class DnsSourceTest {
  private static final String NAME = "orders.example";

  private final Live live = new Live();
  private final TinyDns dns = new TinyDns();

  DnsSourceTest() throws IOException {}

  @AfterEach
  void close() {
    dns.close();
    live.close();
  }

  @Test
  void addressesAreMembersForTheShortestTtl() throws IOException {
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.3", 30), TinyDns.a(NAME, "127.0.0.2", 7));
    Listing listing = list(DnsRecord.A);
    assertThat(listing.instances().toString())
        .isEqualTo(
            "[Instance[endpoint=Endpoint[id=127.0.0.2-9001, host=127.0.0.2, port=9001,"
                + " healthPort=9001, path=], weight=1],"
                + " Instance[endpoint=Endpoint[id=127.0.0.3-9001, host=127.0.0.3, port=9001,"
                + " healthPort=9001, path=], weight=1]]");
    assertThat(listing.validFor()).contains(Duration.ofSeconds(7));
  }

  @Test
  void theTurnOfTheRecordsMeansNothing() throws IOException {
    MemberSource source = source(DnsRecord.A);
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.2", 9), TinyDns.a(NAME, "127.0.0.3", 9));
    long revision = ((Listed) fetch(source)).listing().revision();
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.3", 9), TinyDns.a(NAME, "127.0.0.2", 9));
    assertThat(((Listed) fetch(source)).listing().revision()).isEqualTo(revision);
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.3", 9));
    assertThat(((Listed) fetch(source)).listing().revision()).isEqualTo(revision + 1);
  }

  @Test
  void anAliasIsFollowedAndItsTtlCounts() throws IOException {
    dns.records =
        List.of(TinyDns.alias(NAME, "real.example", 3), TinyDns.a("real.example", "127.0.0.2", 60));
    Listing listing = list(DnsRecord.A);
    assertThat(listing.instances()).hasSize(1);
    assertThat(listing.validFor()).contains(Duration.ofSeconds(3));
  }

  @Test
  void servicesHavePortsAndWeightsAndTheLowestPriorityCounts() throws IOException {
    dns.records =
        List.of(
            TinyDns.srv(NAME, 10, 2_000, 9001, "n1.example"),
            TinyDns.srv(NAME, 10, 0, 9002, "n2.example"),
            TinyDns.srv(NAME, 20, 5, 9003, "n3.example"),
            TinyDns.a("n1.example", "127.0.0.2", 60)); // Has to be asked for.
    dns.along = List.of(TinyDns.a("n2.example", "127.0.0.3", 4));
    Listing listing = list(DnsRecord.SRV);
    assertThat(listing.instances())
        .extracting(found -> found.id() + " " + found.weight())
        .containsExactly("127.0.0.2-9001 1000", "127.0.0.3-9002 1");
    assertThat(listing.validFor()).contains(Duration.ofSeconds(4));
  }

  @Test
  void aServiceThatIsDecidedlyNotThereIsEmpty() throws IOException {
    dns.records = List.of(TinyDns.srv(NAME, 0, 0, 0, "."));
    assertThat(list(DnsRecord.SRV).instances()).isEmpty();
  }

  @Test
  void thatThereIsNoSuchNameIsAnAnswerAndTroubleIsNone() throws IOException {
    dns.code = Rcode.NXDOMAIN;
    assertThat(list(DnsRecord.A).instances()).isEmpty();
    dns.code = Rcode.SERVFAIL;
    assertThat(fetch(source(DnsRecord.A)))
        .isEqualTo(new FetchFailed("broken: the DNS server says SERVFAIL"));
    dns.silent = true;
    assertThat(fetch(source(DnsRecord.A))).isInstanceOf(FetchFailed.class);
  }

  @Test
  void membersFollowTheDnsByItsTtl() throws IOException {
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.2", 1));
    // Its own polls would come five times as often.
    Discovery discovery =
        live.discover(
            source(DnsRecord.A),
            Live.quick().withPolls(Duration.ofMillis(200), Duration.ofMillis(50)));
    live.awaitMembers("127.0.0.2-9001");
    int asked = dns.asked.get();
    long begin = System.nanoTime();
    dns.records = List.of(TinyDns.a(NAME, "127.0.0.4", 1));
    live.awaitMembers("127.0.0.4-9001");
    assertThat(dns.asked.get() - asked)
        .isLessThanOrEqualTo(1 + (int) ((System.nanoTime() - begin) / 1_000_000_000L));

    dns.code = Rcode.NXDOMAIN;
    live.await("that nobody is there", () -> !live.view(discovery).held().isEmpty());
    assertThat(live.members).containsOnlyKeys("127.0.0.4-9001"); // Mistrusted for 10 s.
  }

  @Test
  void aNameThatIsNoneIsToldAtOnce() {
    assertThatIOException()
        .isThrownBy(() ->
            new DnsSource(
                live.timeline, new Dns("a..b", DnsRecord.A, 9001, Optional.of(dns.address()))))
        .withMessageContaining("'a..b' is no name of the DNS");
  }

  private Listing list(DnsRecord record) throws IOException {
    return ((Listed) fetch(source(record))).listing();
  }

  private MemberSource source(DnsRecord record) throws IOException {
    return new DnsSource(live.timeline, new Dns(NAME, record, 9001, Optional.of(dns.address())));
  }

  private Fetched fetch(MemberSource source) {
    var result = new CompletableFuture<Fetched>();
    live.timeline.execute(() -> source.fetch(result::complete));
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
