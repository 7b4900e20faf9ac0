package dev.steelyard.live.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A node that does with its sockets just what a test says. Each connection has a thread.
final class RawNode implements AutoCloseable {
  /// What it does with a request whose head has come.
  @FunctionalInterface
  interface Script {
    /// Answers, or does not.
    ///
    /// @param head the lines of the head, with the empty one
    void answer(String head, Socket socket) throws IOException;
  }

  /// The heads of all requests, in the order in which they came.
  final List<String> heads = new CopyOnWriteArrayList<>();

  /// Connections that their client has ended, or that broke.
  final AtomicInteger ended = new AtomicInteger();

  private final ServerSocket port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Script script;

  RawNode(Script script) throws IOException {
    this.script = script;
    this.port = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::acceptAll);
  }

  /// A node that answers everything with 200 and `body`.
  static RawNode ok(String body) throws IOException {
    return new RawNode((head, socket) -> write(socket, answer("200 OK", body)));
  }

  static String answer(String status, String body, String... fields) {
    String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + more
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// Reads so many bytes of the body.
  static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  /// Reads up to and with `end`.
  static String readUntil(Socket socket, String end) throws IOException {
    return until(socket.getInputStream(), end);
  }

  int port() {
    return port.getLocalPort();
  }

  void does(Script changed) {
    script = changed;
  }

  private void acceptAll() {
    while (!port.isClosed()) {
      try {
        Socket socket = port.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (true) {
        String head = until(socket.getInputStream(), "\r\n\r\n");
        heads.add(head);
        script.answer(head, socket);
      }
    } catch (IOException over) {
      ended.incrementAndGet();
    }
  }

  private static String until(InputStream in, String end) throws IOException {
    var read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after: " + read);
      }
      read.write(next);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    port.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
