package dev.steelyard.live.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/// What a DNS server said to one question.
///
/// That there is no such name or no such record is an answer, too: an empty one, which is valid for
/// as long as the zone's SOA says (RFC 2308). Everything else but success is a failure.
final class DnsAnswer {
  /// Of an empty answer without an SOA.
  private static final Duration UNSAID = Duration.ofSeconds(5);

  private final Message message;

  private DnsAnswer(Message message) {
    this.message = message;
  }

  static DnsAnswer of(Message message) throws IOException {
    int code = message.getRcode();
    if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
      throw new IOException("the DNS server says " + Rcode.string(code));
    }
    return new DnsAnswer(message);
  }

  /// The addresses, aliases (CNAME) followed as the server did it.
  List<InetAddress> addresses() {
    return records(Section.ANSWER, ARecord.class).stream().map(ARecord::getAddress).toList();
  }

  List<SRVRecord> services() {
    return records(Section.ANSWER, SRVRecord.class);
  }

  /// The addresses of `target` that came along unasked; none if the server sent none.
  List<InetAddress> alongFor(Name target) {
    return records(Section.ADDITIONAL, ARecord.class).stream()
        .filter(record -> record.getName().equals(target))
        .map(ARecord::getAddress)
        .toList();
  }

  /// How long the answer is valid: the shortest TTL in it.
  Duration validFor() {
    List<Record> answer = message.getSection(Section.ANSWER);
    long seconds = answer.stream().mapToLong(Record::getTTL).min().orElse(-1);
    return seconds >= 0
        ? Duration.ofSeconds(seconds)
        : records(Section.AUTHORITY, SOARecord.class).stream()
            .map(soa -> Duration.ofSeconds(Math.min(soa.getTTL(), soa.getMinimum())))
            .findFirst()
            .orElse(UNSAID);
  }

  /// The shortest TTL of what came along for `target`.
  Duration validAlongFor(Name target) {
    return records(Section.ADDITIONAL, ARecord.class).stream()
        .filter(record -> record.getName().equals(target))
        .map(record -> Duration.ofSeconds(record.getTTL()))
        .min(Duration::compareTo)
        .orElse(UNSAID);
  }

  private <T extends Record> List<T> records(int section, Class<T> type) {
    return message.getSection(section).stream().filter(type::isInstance).map(type::cast).toList();
  }
}
