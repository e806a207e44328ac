package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.plumbline.protocol.FrameCodec;

/**
 * The client's end of a WebSocket (RFC 6455) over a blocking socket, for one reading and one
 * writing virtual thread.
 *
 * <p>The JDK's own WebSocket is not used: when the peer's end of stream arrives while no message is
 * asked for, it throws an InternalError into its own executor and tells nobody (seen with JDK 25 in
 * one of twenty cuts: {@code WebSocketImpl.onComplete} acknowledges a reception without demand). A
 * device would then take a dead connection for a silent one.
 */
final class WebSocketStream implements Closeable {

  /** What came from the server. */
  sealed interface Incoming {
    /** A message, UTF-8. */
    final class Text implements Incoming {
      final byte[] utf8;

      Text(byte[] utf8) {
        this.utf8 = utf8;
      }
    }

    record Closing(int code, String reason) implements Incoming {}
  }

  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xa;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int NO_CODE = 1005;
  // Masks keep a script from writing chosen bytes past a proxy: they have to be unpredictable.
  private static final SecureRandom MASKS = new SecureRandom();

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private WebSocketStream(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** Connects and upgrades, each within the timeout. */
  static WebSocketStream open(URI address, Token token, Duration timeout)
      throws IOException, UpgradeRefused {
    boolean tls = "wss".equals(address.getScheme());
    int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
    int millis = Math.toIntExact(timeout.toMillis());
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address.getHost(), port), millis);
      plain.setSoTimeout(millis);
      Socket socket =
          tls
              ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
                  .createSocket(plain, address.getHost(), port, true)
              : plain;
      WebSocketStream stream = new WebSocketStream(socket);
      Upgrade.perform(stream.in, stream.out, address, token);
      socket.setSoTimeout(0);
      return stream;
    } catch (IOException | UpgradeRefused | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** Waits for the next message, fragments put together; answers pings on the way. */
  Incoming read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean begun = false;
    while (true) {
      int first = in.readUnsignedByte();
      int opcode = first & 0xf;
      boolean last = (first & FINAL) != 0;
      if ((first & 0x70) != 0) {
        throw new ProtocolException("a frame with reserved bits came");
      }
      byte[] payload = in.readNBytes(length(message.size()));
      switch (opcode) {
        case TEXT, BINARY, CONTINUATION -> {
          if (begun == (opcode != CONTINUATION)) {
            throw new ProtocolException("fragments out of order came");
          }
          begun = true;
          message.writeBytes(payload);
          if (last) {
            return new Incoming.Text(message.toByteArray());
          }
        }
        case CLOSE -> {
          return closing(payload);
        }
        case PING -> {
          write(PONG, payload);
          flush();
        }
        case PONG -> {
          // Nobody asked for it: a sign of life like any other frame.
        }
        default -> throw new ProtocolException("opcode " + opcode + " came");
      }
    }
  }

  private int length(int before) throws IOException {
    int second = in.readUnsignedByte();
    if ((second & MASKED) != 0) {
      throw new ProtocolException("a masked frame came from the server");
    }
    long length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second;
        };
    if (length < 0 || before + length > FrameCodec.FRAME_BYTES_MAX) {
      throw new ProtocolException("a message above " + FrameCodec.FRAME_BYTES_MAX + " bytes came");
    }
    return (int) length;
  }

  private static Incoming closing(byte[] payload) {
    if (payload.length < 2) {
      return new Incoming.Closing(NO_CODE, "");
    }
    int code = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    return new Incoming.Closing(code, new String(payload, 2, payload.length - 2, UTF_8));
  }

  /** Writes a text message into the buffer; {@link #flush} sends it. */
  void writeText(byte[] utf8) throws IOException {
    write(TEXT, utf8);
  }

  /** Writes and sends a close frame. */
  void writeClose(int code) throws IOException {
    write(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    flush();
  }

  void flush() throws IOException {
    synchronized (out) {
      out.flush();
    }
  }

  private void write(int opcode, byte[] payload) throws IOException {
    byte[] mask = new byte[4];
    MASKS.nextBytes(mask);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (FINAL | opcode));
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    // The reader answers pings while the writer writes: a frame goes out whole.
    synchronized (out) {
      out.write(frame.array(), 0, frame.position());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
