package org.plumbline.compose;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Asks Kafka for its metadata (request 3, version 1). The broker lists itself only once the
 * controller has unfenced it, so the answer says more than an open port.
 */
final class KafkaProbe {
  private static final short METADATA = 3;
  private static final short VERSION = 1;
  private static final int CORRELATION = 1;
  private static final int ANSWER_MAX = 1 << 20;

  private KafkaProbe() {}

  static boolean answers(int port) throws IOException {
    try (var socket = Loopback.connect(port)) {
      var out = new DataOutputStream(socket.getOutputStream());
      var request = request();
      out.writeInt(request.length);
      out.write(request);
      out.flush();
      return brokers(new DataInputStream(socket.getInputStream())) > 0;
    }
  }

  private static byte[] request() {
    var client = "plumbline".getBytes(StandardCharsets.UTF_8);
    var noTopics = 0;
    return ByteBuffer.allocate(2 + 2 + 4 + 2 + client.length + 4)
        .putShort(METADATA)
        .putShort(VERSION)
        .putInt(CORRELATION)
        .putShort((short) client.length)
        .put(client)
        .putInt(noTopics)
        .array();
  }

  private static int brokers(DataInputStream in) throws IOException {
    var length = in.readInt();
    if (length < 8 || length > ANSWER_MAX) {
      throw new IOException(
          "an answer of " + length + " bytes (expected: 8 to " + ANSWER_MAX + ")");
    }
    if (in.readInt() != CORRELATION) {
      throw new IOException("an answer to another question");
    }
    return in.readInt();
  }
}
