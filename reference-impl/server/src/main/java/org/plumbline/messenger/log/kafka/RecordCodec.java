package org.plumbline.messenger.log.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ContentCodec;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A submission as the value of a record: a format number, then the fields in a fixed order. A
 * record of another format is an {@link IllegalArgumentException}.
 */
final class RecordCodec {

  private static final int FORMAT = 2;
  private static final int TYPICAL_BYTES = 256;

  private RecordCodec() {}

  static byte[] encode(Submission submission) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(submission.thread().value());
      out.writeLong(submission.id().value());
      out.writeUTF(submission.sender().value());
      out.writeUTF(submission.device().value());
      out.writeUTF(submission.tempId().value());
      out.writeInt(submission.attempt());
      out.writeLong(submission.acceptedAtMillis());
      // Words as they are: most messages are words, and JSON would be read once more for each.
      out.writeBoolean(submission.content() instanceof Content.Text);
      out.writeUTF(
          submission.content() instanceof Content.Text text
              ? text.text()
              : ContentCodec.encode(submission.content()));
    } catch (IOException e) {
      // The sink is memory, and no text is longer than a UTF field holds.
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Submission decode(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
      }
      ThreadId thread = new ThreadId(in.readUTF());
      MessageId id = new MessageId(in.readLong());
      UserId sender = new UserId(in.readUTF());
      DeviceId device = new DeviceId(in.readUTF());
      TempId tempId = new TempId(in.readUTF());
      int attempt = in.readInt();
      long acceptedAtMillis = in.readLong();
      Content content =
          in.readBoolean() ? new Content.Text(in.readUTF()) : ContentCodec.decode(in.readUTF());
      return new Submission(thread, id, sender, device, tempId, attempt, content, acceptedAtMillis);
    } catch (MalformedFrame e) {
      throw new IllegalArgumentException("content: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("record: " + value.length + " bytes, cut short", e);
    }
  }
}
