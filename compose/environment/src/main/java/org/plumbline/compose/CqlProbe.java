package org.plumbline.compose;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Asks Cassandra a query in its native protocol, version 4: STARTUP, then {@code SELECT
 * release_version FROM system.local}. A driver would do the same and bring its threads along.
 */
final class CqlProbe {
  private static final byte VERSION = 4;
  private static final byte STARTUP = 0x01;
  private static final byte READY = 0x02;
  private static final byte QUERY = 0x07;
  private static final byte RESULT = 0x08;
  private static final int CONSISTENCY_ONE = 1;
  private static final int BODY_MAX = 1 << 20;

  private CqlProbe() {}

  static boolean answers(int port) throws IOException {
    try (var socket = Loopback.connect(port)) {
      var out = new DataOutputStream(socket.getOutputStream());
      var in = new DataInputStream(socket.getInputStream());
      send(out, STARTUP, startup());
      if (receive(in) != READY) {
        return false;
      }
      send(out, QUERY, query("SELECT release_version FROM system.local"));
      return receive(in) == RESULT;
    }
  }

  private static void send(DataOutputStream out, byte operation, byte[] body) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(0);
    out.writeShort(1);
    out.writeByte(operation);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  private static byte receive(DataInputStream in) throws IOException {
    in.skipNBytes(4);
    var operation = in.readByte();
    var length = in.readInt();
    if (length < 0 || length > BODY_MAX) {
      throw new IOException("an answer of " + length + " bytes (expected: 0 to " + BODY_MAX + ")");
    }
    in.skipNBytes(length);
    return operation;
  }

  private static byte[] startup() {
    var body = ByteBuffer.allocate(64);
    body.putShort((short) 1);
    putString(body, "CQL_VERSION");
    putString(body, "3.0.0");
    return written(body);
  }

  private static byte[] query(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var body = ByteBuffer.allocate(bytes.length + 16);
    body.putInt(bytes.length).put(bytes).putShort((short) CONSISTENCY_ONE).put((byte) 0);
    return written(body);
  }

  private static void putString(ByteBuffer body, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    body.putShort((short) bytes.length).put(bytes);
  }

  private static byte[] written(ByteBuffer body) {
    var bytes = new byte[body.flip().remaining()];
    body.get(bytes);
    return bytes;
  }
}
