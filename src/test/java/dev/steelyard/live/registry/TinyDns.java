package dev.steelyard.live.registry;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A DNS server on loopback that knows what a test tells it.
final class TinyDns implements AutoCloseable {
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Thread thread = Thread.ofVirtual().start(this::serve);
  final AtomicInteger asked = new AtomicInteger();
  volatile List<Record> records = List.of();
  volatile List<Record> along = List.of();
  volatile int code; // Rcode
  volatile boolean silent;

  TinyDns() throws IOException {}

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  static Record a(String name, String address, long ttl) {
    try {
      return new ARecord(name(name), DClass.IN, ttl, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Record alias(String name, String target, long ttl) {
    return new CNAMERecord(name(name), DClass.IN, ttl, name(target));
  }

  static Record srv(String name, int priority, int weight, int port, String target) {
    return new SRVRecord(name(name), DClass.IN, 30, priority, weight, port, name(target));
  }

  private static Name name(String name) {
    try {
      return Name.fromString(name, Name.root);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void serve() {
    byte[] buffer = new byte[4_096];
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        asked.incrementAndGet();
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        if (!silent) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // Closed, or nonsense.
      }
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    var query = new Message(question);
    var answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(code);
    Record asked = query.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    for (Record record : code == Rcode.NOERROR ? records : List.<Record>of()) {
      boolean ofName = record.getName().equals(asked.getName());
      boolean ofType = record.getType() == asked.getType();
      if (asked.getType() == Type.SRV ? ofType : ofName || hasAlias(asked)) {
        if (ofType || record.getType() == Type.CNAME) {
          answer.addRecord(record, Section.ANSWER);
        }
      }
    }
    for (Record record : along) {
      answer.addRecord(record, Section.ADDITIONAL);
    }
    return answer.toWire();
  }

  private boolean hasAlias(Record asked) {
    return records.stream()
        .anyMatch(
            record -> record.getType() == Type.CNAME && record.getName().equals(asked.getName()));
  }

  @Override
  public void close() {
    socket.close();
    thread.interrupt();
  }
}
