package dev.steelyard.live.door;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A node that takes to the letter what RFC 9112 has a sender write, and notes each request as it
/// framed it. Whatever two readers might take in two ways is a fault, and so is anything between
/// requests.
///
/// It answers each request with 200 and its target. Each connection has a thread.
final class StrictNode implements AutoCloseable {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Z-]+) (/[!-~&&[^#\\\\]]*) HTTP/1\\.1");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([!-~\u0080-\u00ff \t]*)");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,8}");
  private static final int LONGEST_LINE = 64 * 1024;

  /// A request as this node understands it.
  ///
  /// @param fields names in small letters
  record Taken(String method, String target, List<Field> fields, String body) {
    /// The values of all fields of this name.
    List<String> all(String name) {
      return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
    }

    @Override
    public String toString() {
      return method + " " + target + (body.isEmpty() ? "" : " [" + body + "]");
    }
  }

  /// A header field.
  record Field(String name, String value) {}

  /// All requests, in the order in which they came whole.
  final List<Taken> taken = new CopyOnWriteArrayList<>();

  /// What no proxy may send, with the bytes that it came in.
  final List<String> faults = new CopyOnWriteArrayList<>();

  private final ServerSocket port = new ServerSocket(0, 1_000, InetAddress.ofLiteral("127.0.0.1"));
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  StrictNode() throws IOException {
    Thread.ofVirtual().start(this::acceptAll);
  }

  int port() {
    return port.getLocalPort();
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
      var in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Taken request = read(in);
        taken.add(request);
        String body = request.method().equals("HEAD") ? "" : request.target();
        String answer =
            "HTTP/1.1 200 OK\r\nContent-Length: " + request.target().length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (Fault fault) {
      faults.add(fault.getMessage());
    } catch (IOException over) { // The door has ended the connection.
      sockets.remove(socket);
    }
  }

  private static Taken read(InputStream in) throws IOException, Fault {
    String first = line(in);
    var line = REQUEST_LINE.matcher(first);
    if (!line.matches()) {
      throw new Fault("request line", first);
    }
    List<Field> fields = new ArrayList<>();
    for (String text = line(in); !text.isEmpty(); text = line(in)) {
      var field = FIELD.matcher(text);
      if (!field.matches()) {
        throw new Fault("field", text);
      }
      fields.add(new Field(field.group(1).toLowerCase(Locale.ROOT), field.group(2)));
    }
    var head = new Taken(line.group(1), line.group(2), fields, "");
    return new Taken(head.method(), head.target(), fields, body(in, head));
  }

  private static String body(InputStream in, Taken head) throws IOException, Fault {
    List<String> lengths = head.all("content-length");
    List<String> codings = head.all("transfer-encoding");
    if (head.all("host").size() > 1 || lengths.size() + codings.size() > 1) {
      throw new Fault("fields that contradict one another", head.fields().toString());
    }
    if (!codings.isEmpty()) {
      if (!codings.getFirst().equals("chunked")) {
        throw new Fault("transfer coding", codings.getFirst());
      }
      return chunks(in);
    }
    if (lengths.isEmpty()) {
      return "";
    }
    if (!LENGTH.matcher(lengths.getFirst()).matches()) {
      throw new Fault("length", lengths.getFirst());
    }
    return exactly(in, Integer.parseInt(lengths.getFirst()));
  }

  private static String chunks(InputStream in) throws IOException, Fault {
    var body = new StringBuilder();
    while (true) {
      String size = line(in);
      if (!CHUNK.matcher(size).matches()) {
        throw new Fault("chunk size", size);
      }
      int bytes = Integer.parseInt(size, 16);
      body.append(exactly(in, bytes));
      String end = line(in);
      if (!end.isEmpty()) {
        throw new Fault(bytes == 0 ? "trailer" : "end of a chunk", end);
      }
      if (bytes == 0) {
        return body.toString();
      }
    }
  }

  private static String exactly(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new IOException("ended amid a body");
    }
    return new String(read, StandardCharsets.ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException, Fault {
    var line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after: " + line);
      }
      if (next == '\r') {
        if (in.read() != '\n') {
          throw new Fault("CR alone", line.toString(StandardCharsets.ISO_8859_1));
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (next == '\n' || line.size() == LONGEST_LINE) {
        throw new Fault("LF alone, or a line too long", line.toString(StandardCharsets.ISO_8859_1));
      }
      line.write(next);
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /// Something that no proxy may send.
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String what, String bytes) {
      super(what + ": " + bytes);
    }
  }
}
