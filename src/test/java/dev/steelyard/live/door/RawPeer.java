package dev.steelyard.live.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A client that speaks bytes over a plain socket.
final class RawPeer implements AutoCloseable {
  private static final int DRIP_MILLIS = 20;
  private static final int STOPPED_MILLIS = 500;
  private static final int PIECE = 64 * 1024;

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

  /// Says that nothing more comes.
  RawPeer ends() throws IOException {
    socket.shutdownOutput();
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

  /// All that comes until the connection ends, in good order or broken.
  String untilItEnds() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      for (int next = in().read(); next >= 0; next = in().read()) {
        all.write(next);
      }
    } catch (SocketException broken) { // What came before counts.
      return all.toString(StandardCharsets.ISO_8859_1);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  Socket socket() {
    return socket;
  }

  /// Sends this byte again and again, with a little time between, until the other side says
  /// something.
  ///
  /// @return all that it says
  String dripUntilAnswered(char one) throws IOException {
    socket.setSoTimeout(DRIP_MILLIS);
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(DoorBench.LONG_SECONDS)) {
      send(String.valueOf(one));
      OptionalInt first = readSoon();
      if (first.isPresent()) {
        socket.setSoTimeout((int) (DoorBench.LONG_SECONDS * 1_000));
        return first.getAsInt() < 0 ? "" : (char) first.getAsInt() + untilItEnds();
      }
    }
    throw new AssertionError("nobody minds");
  }

  private OptionalInt readSoon() throws IOException {
    try {
      return OptionalInt.of(in().read());
    } catch (SocketTimeoutException nothingYet) {
      return OptionalInt.empty();
    }
  }

  /// Reads so many bytes and forgets them.
  ///
  /// @return whether they came
  boolean reads(long bytes) throws IOException {
    in().skipNBytes(bytes);
    return true;
  }

  /// Sends zeros for as long as the other side takes them, up to about `most` bytes.
  ///
  /// @return how many it took
  long sendsUntilItIsStopped(long most) throws IOException {
    var sent = new AtomicLong();
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (sent.get() < most) {
                  socket.getOutputStream().write(new byte[PIECE]);
                  sent.addAndGet(PIECE);
                }
              } catch (IOException closed) { // By whom the bytes were not taken from.
                sent.addAndGet(0);
              }
            });
    long before = -1;
    while (sender.isAlive() && sent.get() != before) {
      before = sent.get();
      try {
        if (sender.join(Duration.ofMillis(STOPPED_MILLIS))) {
          break;
        }
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
    }
    return sent.get();
  }

  /// Ends the connection with RST.
  void resets() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
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
