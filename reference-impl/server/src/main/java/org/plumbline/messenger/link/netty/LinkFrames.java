package org.plumbline.messenger.link.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plumbline.messenger.link.NodeLink.Handover;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * What two nodes say to one another, each frame behind its length (4 bytes):
 *
 * <pre>
 *   listener:  CHALLENGE nonce(16)
 *   caller:    HELLO     HMAC-SHA256(secret, nonce)(32)
 *   caller:    BATCH     number(8) handovers(4) { acceptedAt(8) frame targets(4) { user device epoch(8) } }
 *   listener:  ANSWER    number(8)
 * </pre>
 */
final class LinkFrames {

  static final byte CHALLENGE = 1;
  static final byte HELLO = 2;
  static final byte BATCH = 3;
  static final byte ANSWER = 4;

  static final int NONCE_BYTES = 16;
  static final int PROOF_BYTES = 32;

  /** Longest link frame in bytes. */
  static final int FRAME_BYTES_MAX = 16 * 1024 * 1024;

  private LinkFrames() {}

  static byte[] proof(String secret, byte[] nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(nonce);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HmacSHA256 belongs to every JDK", e);
    }
  }

  static ByteBuf batch(ByteBufAllocator allocator, long number, List<Handover> handovers) {
    ByteBuf out = allocator.buffer();
    out.writeByte(BATCH).writeLong(number).writeInt(handovers.size());
    for (Handover handover : handovers) {
      out.writeLong(handover.acceptedAtMillis());
      out.writeInt(handover.frame().length).writeBytes(handover.frame());
      out.writeInt(handover.targets().size());
      for (Target target : handover.targets()) {
        writeName(out, target.user().value());
        writeName(out, target.device().value());
        out.writeLong(target.epoch());
      }
    }
    return out;
  }

  static List<Handover> readBatch(ByteBuf in) {
    int count = in.readInt();
    List<Handover> handovers = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      long acceptedAt = in.readLong();
      byte[] frame = new byte[boundedLength(in, in.readInt())];
      in.readBytes(frame);
      int targetCount = in.readInt();
      List<Target> targets = new ArrayList<>(Math.min(targetCount, 1024));
      for (int j = 0; j < targetCount; j++) {
        targets.add(
            new Target(new UserId(readName(in)), new DeviceId(readName(in)), in.readLong()));
      }
      handovers.add(new Handover(frame, acceptedAt, targets));
    }
    return handovers;
  }

  private static int boundedLength(ByteBuf in, int length) {
    if (length < 0 || length > in.readableBytes()) {
      throw new IllegalArgumentException(
          "link frame: a part of " + length + " bytes (expected: 0 to " + in.readableBytes() + ")");
    }
    return length;
  }

  // Names are ASCII of at most 64 characters (Identifier): a byte holds the length.
  private static void writeName(ByteBuf out, String name) {
    out.writeByte(name.length());
    ByteBufUtil.writeAscii(out, name);
  }

  private static String readName(ByteBuf in) {
    int length = in.readUnsignedByte();
    return in.readCharSequence(length, StandardCharsets.US_ASCII).toString();
  }
}
