package org.plumbline.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.SplittableRandom;

/** Text frames as a client writes them: whole, and masked (RFC 6455, sections 5.2 and 5.3). */
final class OutgoingFrames {

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PONG = 0xA;
  private static final int SHORT_MAX = 125;
  private static final int MASK_BYTES = 4;
  private static final int HEAD_MAX = 8;

  private final SplittableRandom masks;

  OutgoingFrames(SplittableRandom masks) {
    this.masks = masks;
  }

  ByteBuf text(ByteBufAllocator allocator, byte[] payload, int length) {
    return frame(allocator, TEXT, payload, length);
  }

  ByteBuf close(ByteBufAllocator allocator, int code) {
    return frame(allocator, CLOSE, new byte[] {(byte) (code >> 8), (byte) code}, 2);
  }

  /** The answer to a ping says what the ping said. */
  ByteBuf pong(ByteBufAllocator allocator, ByteBuf in, int at, int length) {
    byte[] payload = new byte[length];
    in.getBytes(at, payload);
    return frame(allocator, PONG, payload, length);
  }

  private ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload, int length) {
    if (length > 0xFFFF) {
      throw new IllegalArgumentException("frame: " + length + " bytes (expected: <= 65535)");
    }
    ByteBuf out = allocator.buffer(length + HEAD_MAX);
    out.writeByte(FIN | opcode);
    if (length <= SHORT_MAX) {
      out.writeByte(MASKED | length);
    } else {
      out.writeByte(MASKED | (SHORT_MAX + 1));
      out.writeShort(length);
    }
    int mask = masks.nextInt();
    out.writeInt(mask);
    int whole = length - length % MASK_BYTES;
    for (int i = 0; i < whole; i += MASK_BYTES) {
      out.writeInt(
          mask
              ^ ((payload[i] & 0xFF) << 24
                  | (payload[i + 1] & 0xFF) << 16
                  | (payload[i + 2] & 0xFF) << 8
                  | (payload[i + 3] & 0xFF)));
    }
    for (int i = whole; i < length; i++) {
      out.writeByte(payload[i] ^ (mask >> (24 - 8 * (i % MASK_BYTES))));
    }
    return out;
  }
}
