package dev.steelyard.live.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that speaks bytes over a plain socket.
final class RawPeer implements AutoCloseable {
  private final Socket socket = new Socket();

  RawPeer(int port) throws IOException {
    int bound = (int) (DoorBench.LONG_SECONDS * 1_000);
    try {
      socket.setSoTimeout(bound);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), bound);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Sends these characters, one byte each.
  RawPeer send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawPeer get(String path, String... fields) throws IOException {
    String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return send("GET " + path + " HTTP/1.1\r\nHost: door.example\r\n" + more + "\r\n");
  }

  /// The next head, up to and with the empty line.
  String head() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended after: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /// Head and body of the next answer, which must have a Content-Length.
  String answer() throws IOException {
    String head = head();
    int length = 0;
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    return head + new String(in().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /// All that comes until the connection ends.
  String rest() throws IOException {
    return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// One byte, or -1 at the end.
  int read() throws IOException {
    return in().read();
  }

  private InputStream in() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
