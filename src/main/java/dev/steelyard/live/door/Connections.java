package dev.steelyard.live.door;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/// The clients' connections, and how many there may be.
///
/// When there are too many, those that have been idle for longest are closed to make room, as nginx
/// does it. A client whose head takes longer than {@link #LONGEST_HEAD} gets a 408, however
/// steadily it comes. Any thread.
final class Connections {
  /// How long a head may take from its first byte to its last, unless told otherwise.
  static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

  /// So many are closed at once, for to find them takes a look at all.
  private static final int CLOSED_AT_ONCE = 64;

  private static final String TOO_SLOW_TEXT =
      "408 Request Timeout: the head did not come in time.\n";

  private static final ByteBuffer TOO_SLOW =
      BufferUtil.toBuffer(
              "HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\nContent-Length: "
                  + TOO_SLOW_TEXT.length()
                  + "\r\nConnection: close\r\n\r\n"
                  + TOO_SLOW_TEXT)
          .asReadOnlyBuffer();

  private final int most;
  private final long longestHeadNanos;
  private final Map<EndPoint, ClientSocket> open = new ConcurrentHashMap<>();

  /// @param most how many there may be
  /// @param longestHead how long a head may take
  Connections(int most, Duration longestHead) {
    this.most = most;
    this.longestHeadNanos = longestHead.toNanos();
  }

  int count() {
    return open.size();
  }

  /// Takes in a new connection.
  ClientSocket opened(EndPoint socket) {
    var client = new ClientSocket(socket);
    if (open.size() >= most) {
      makeRoom();
    }
    if (open.size() >= most) {
      client.close(); // All others are at work.
    } else {
      open.put(socket, client);
    }
    return client;
  }

  void closed(EndPoint socket) {
    open.remove(socket);
  }

  private void makeRoom() {
    List<ClientSocket> longestIdle =
        open.values().stream()
            .filter(ClientSocket::idle)
            .sorted(Comparator.comparingLong(ClientSocket::lastActiveNanos))
            .limit(Math.min(CLOSED_AT_ONCE, Math.max(1, most / 10)))
            .toList();
    for (ClientSocket client : longestIdle) {
      open.remove(client.unwrap()); // At once, for to close takes a moment, and more come in it.
      client.close();
    }
  }

  /// Ends what is too slow. To be called again and again.
  void sweep() {
    long now = System.nanoTime();
    open.values().removeIf(client -> !client.isOpen());
    for (ClientSocket client : open.values()) {
      long began = client.headBeganNanos();
      if (began != 0 && now - began > longestHeadNanos && client.speaksHttp1()) {
        client.write(
            Callback.from(
                Invocable.InvocationType.NON_BLOCKING,
                client::close,
                failure -> client.close(failure)),
            TOO_SLOW.slice());
      }
    }
  }
}
