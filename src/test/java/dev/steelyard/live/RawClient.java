package dev.steelyard.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that speaks bytes over a plain socket, so that tests see just what the kernel does.
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();

  RawClient(int port) throws IOException {
    try {
      socket.setSoTimeout((int) (Worlds.LONG_SECONDS * 1_000));
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
          (int) (Worlds.LONG_SECONDS * 1_000));
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Whether nobody listens on `port`.
  static boolean isRefused(int port) throws IOException {
    try (var _ = new RawClient(port)) {
      return false;
    } catch (java.net.ConnectException refused) {
      return true;
    }
  }

  RawClient send(String... lines) throws IOException {
    socket
        .getOutputStream()
        .write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawClient get(String path, String... headers) throws IOException {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return send("GET " + path + " HTTP/1.1", "Host: test", more + "\r\n");
  }

  /// Head and body of the next answer, which must have a Content-Length.
  String answer() throws IOException {
    String head = head();
    int length = 0;
    for (String line : head.lines().toList()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /// The next answer up to the empty line.
  String head() throws IOException {
    var head = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  /// One byte, or -1 at the end of the stream.
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /// Gives up before there is an answer.
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
