package dev.steelyard.live.door;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/// A client that speaks HTTP/2 frame by frame, over a plain socket, and may put anything into them.
final class Http2Peer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int ACK = 1;
  private static final int MOST_HEAD = 64 * 1024;
  private static final int LONG_MILLIS = (int) (DoorBench.LONG_SECONDS * 1_000);

  private final Socket socket = new Socket();
  private final HpackDecoder decoder = new HpackDecoder(MOST_HEAD, System::nanoTime);

  Http2Peer(int port) throws IOException {
    try {
      socket.setSoTimeout(LONG_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), LONG_MILLIS);
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      send(SETTINGS, 0, 0);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Sends a frame.
  Http2Peer send(int type, int flags, int stream, byte... payload) throws IOException {
    var frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
    return this;
  }

  /// Sends a request without a body.
  Http2Peer request(int stream, String... namesAndValues) throws IOException {
    return send(HEADERS, END_HEADERS | END_STREAM, stream, block(namesAndValues));
  }

  /// Sends a usual request.
  Http2Peer get(int stream, String path, String... namesAndValues) throws IOException {
    var all = new ByteArrayOutputStream();
    all.write(block(":method", "GET", ":scheme", "http", ":authority", "d", ":path", path));
    all.write(block(namesAndValues));
    return send(HEADERS, END_HEADERS | END_STREAM, stream, all.toByteArray());
  }

  /// Fields as literals that nobody checks, in the code of RFC 7541, section 6.2.2.
  static byte[] block(String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        block.write(0);
      }
      byte[] text = namesAndValues[i].getBytes(StandardCharsets.ISO_8859_1);
      writeLength(block, text.length);
      block.writeBytes(text);
    }
    return block.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream block, int length) {
    if (length < 127) {
      block.write(length);
      return;
    }
    block.write(127);
    int rest = length - 127;
    while (rest >= 128) {
      block.write(rest % 128 + 128);
      rest /= 128;
    }
    block.write(rest);
  }

  /// What becomes of a stream: the status of its answer when that has come whole, `reset` if it is
  /// reset, `goaway` or `closed` if the whole connection ends before.
  String outcome(int stream) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    String status = "";
    try {
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int on = in.readInt();
        byte[] payload = in.readNBytes(length);
        switch (type) {
          case HEADERS -> {
            String found = status(payload);
            status = on == stream ? found : status;
          }
          case SETTINGS -> acknowledge(flags);
          case GOAWAY -> {
            return "goaway";
          }
          case RST_STREAM -> {
            if (on == stream) {
              return status.isEmpty() ? "reset" : status + " reset";
            }
          }
          default -> {}
        }
        if (on == stream && type <= HEADERS && (flags & END_STREAM) != 0) {
          return status;
        }
      }
    } catch (EOFException | SocketException ended) {
      return "closed";
    }
  }

  private void acknowledge(int flags) throws IOException {
    if (flags != ACK) {
      send(SETTINGS, ACK, 0);
    }
  }

  private String status(byte[] block) throws IOException {
    try {
      return decoder.decode(ByteBuffer.wrap(block)) instanceof MetaData.Response answer
          ? String.valueOf(answer.getStatus())
          : "none";
    } catch (HpackException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
