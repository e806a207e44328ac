package org.plumbline.chaos.workload;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;

/** The server's end of one WebSocket, just enough of RFC 6455 for the fake messenger. */
final class StubSocket {

  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final String token;

  StubSocket(Socket socket, DataInputStream in, OutputStream out, String token) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.token = token;
  }

  /** The bearer token of the upgrade. */
  String token() {
    return token;
  }

  /** Sends a frame; a socket that is gone is no error. */
  void send(ServerFrame frame) {
    write(TEXT, FrameCodec.encode(frame));
  }

  /** Cuts the connection without a word. */
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void write(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 126).putShort((short) payload.length);
    }
    frame.put(payload);
    try {
      out.write(Arrays.copyOf(frame.array(), frame.position()));
      out.flush();
    } catch (IOException e) {
      // The device may have gone: what it misses is what the tests are about.
    }
  }

  /** The next frame of the device, or null when it has gone. */
  @Nullable ClientFrame read() throws IOException, MalformedFrame {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      int second = in.readUnsignedByte();
      int length = second & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      switch (first & 0xf) {
        case TEXT -> {
          return FrameCodec.decodeClient(payload);
        }
        case CLOSE -> {
          return null;
        }
        case PING -> write(0xA, payload);
        default -> throw new IOException("opcode " + (first & 0xf));
      }
    }
  }
}
