package org.plumbline.messenger.push.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A note as the value of a record: a format number, then the fields in a fixed order. A record of
 * another format is an {@link IllegalArgumentException}.
 */
final class NoteCodec {

  private static final int FORMAT = 1;

  private NoteCodec() {}

  static byte[] encode(MissedMessage note) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(note.user().value());
      out.writeUTF(note.thread().value());
      out.writeUTF(note.sender().value());
      out.writeLong(note.seq());
      out.writeUTF(note.kind());
      out.writeUTF(note.preview());
      out.writeByte(note.devices().size());
      for (DeviceId device : note.devices()) {
        out.writeUTF(device.value());
      }
      out.writeBoolean(note.elsewhere());
      out.writeLong(note.missedAtMillis());
      out.writeLong(note.dueAtMillis());
    } catch (IOException e) {
      // The sink is memory, and no text is longer than a UTF field holds.
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static MissedMessage decode(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
      }
      UserId user = new UserId(in.readUTF());
      ThreadId thread = new ThreadId(in.readUTF());
      UserId sender = new UserId(in.readUTF());
      long seq = in.readLong();
      String kind = in.readUTF();
      String preview = in.readUTF();
      List<DeviceId> devices = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        devices.add(new DeviceId(in.readUTF()));
      }
      return new MissedMessage(
          user,
          thread,
          sender,
          seq,
          kind,
          preview,
          devices,
          in.readBoolean(),
          in.readLong(),
          in.readLong());
    } catch (IOException e) {
      throw new IllegalArgumentException("record: " + value.length + " bytes, cut short", e);
    }
  }
}
