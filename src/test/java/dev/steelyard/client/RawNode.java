package dev.steelyard.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A node that speaks bytes over a plain socket, so that a test sees connections, and what the
/// client does with answers that no server would give.
final class RawNode implements AutoCloseable {
  /// What a test has the node do on one connection, when the head of a request is read.
  interface Doing {
    void answer(Connection connection) throws IOException, InterruptedException;
  }

  /// One connection.
  record Connection(Socket socket, BufferedReader in, OutputStream out) {
    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /// Ends it so that the other side sees a reset.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /// The answer of a node that is well.
  static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  final String id;

  /// One for each connection that has ended, however it ended.
  final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

  private final ServerSocket server;
  private final Doing doing;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  RawNode(String id, Doing doing) {
    this.id = id;
    this.doing = doing;
    try {
      server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.startVirtualThread(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException closed) { // By the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var connection = new Connection(socket, in, socket.getOutputStream());
      while (readHead(in)) {
        doing.answer(connection);
      }
    } catch (IOException gone) { // The client has ended it, or the test.
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      ended.add(1);
    }
  }

  private static boolean readHead(BufferedReader in) throws IOException {
    String line = in.readLine();
    boolean any = line != null;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return any;
  }

  NodeAddress address() {
    return new NodeAddress(id, URI.create("http://127.0.0.1:" + server.getLocalPort()));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
