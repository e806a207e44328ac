package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A TCP client that says what it is told, byte for byte, and reads frames as they come. */
final class RawSocket implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int PATIENCE_MILLIS = 10_000;
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  /** What the node sent; of opcode -1 when the connection ended. */
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame, or 1005 when it has none. */
    int code() {
      return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A TCP connection on which nothing was said. */
  static RawSocket connect(URI node) throws IOException {
    Socket socket = new Socket(node.getHost(), node.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawSocket(socket);
  }

  /** A socket whose WELCOME was read. */
  static RawSocket open(URI node, String token) throws IOException {
    RawSocket raw = connect(node);
    raw.say(handshake(node, "Authorization: Bearer " + token + "\r\n"));
    assertThat(raw.head()).startsWith("HTTP/1.1 101");
    assertThat(raw.read().text()).contains("WELCOME");
    return raw;
  }

  static String handshake(URI node, String more) {
    return "GET /ws HTTP/1.1\r\nHost: "
        + node.getAuthority()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + more
        + "\r\n";
  }

  RawSocket say(String ascii) throws IOException {
    return say(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** Says it at once; a node that has already closed is no error of the one who speaks. */
  RawSocket say(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (SocketException e) {
      assertThat(e.getMessage()).containsAnyOf("Broken pipe", "reset", "closed");
    }
    return this;
  }

  /** Says it in pieces, each on its way before the next. */
  RawSocket sayInPieces(byte[] bytes, int size) throws IOException {
    for (int from = 0; from < bytes.length; from += size) {
      say(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
      out.flush();
    }
    return this;
  }

  /** A masked frame with its shortest length. */
  static byte[] frame(boolean last, int reserved, int opcode, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((last ? 0x80 : 0) | reserved << 4 | opcode);
    if (payload.length < 126) {
      bytes.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      bytes.write(0x80 | 126);
      bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      bytes.write(0x80 | 127);
      bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    bytes.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ MASK[i % MASK.length]);
    }
    return bytes.toByteArray();
  }

  static byte[] text(String text) {
    return frame(true, 0, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] close(int code, byte[] reason) {
    byte[] payload =
        ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array();
    return frame(true, 0, CLOSE, payload);
  }

  /** The head of an HTTP answer, or what came of it before the connection ended. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
    } catch (SocketException e) {
      assertThat(e.getMessage()).contains("reset");
    }
    return head.toString();
  }

  /** The next frame; a node's frames are never masked and have no reserved bit. */
  Frame read() throws IOException {
    try {
      int first = in.readUnsignedByte();
      assertThat(first & 0x70).as("reserved bits").isZero();
      int second = in.readUnsignedByte();
      assertThat(second & 0x80).as("mask bit").isZero();
      int length = second;
      if (second == 126) {
        length = in.readUnsignedShort();
      } else if (second == 127) {
        length = Math.toIntExact(in.readLong());
      }
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new Frame(first & 0xf, payload);
    } catch (EOFException | SocketException e) {
      return new Frame(-1, new byte[0]);
    }
  }

  /** The next frame of this kind; others are passed over. */
  Frame await(int opcode) throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.opcode() == opcode) {
        return frame;
      }
      assertThat(frame.opcode()).as("the connection's end before opcode " + opcode).isNotNegative();
    }
  }

  /** The code of the node's close frame, after which it ends the connection by itself. */
  int closeCode() throws IOException {
    int code = await(CLOSE).code();
    assertThat(read().opcode()).as("nothing after the close frame").isEqualTo(-1);
    return code;
  }

  /** Ends the connection without a word, as a network does that forgets it. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Shows that the session still stands. */
  void shouldLive() throws IOException {
    say(text("{\"type\":\"HEARTBEAT\"}"));
    while (!await(TEXT).text().contains("HEARTBEAT")) {
      // An error frame: the session stands all the same.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
