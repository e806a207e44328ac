package org.plumbline.protocol;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames to UTF-8 JSON. Stateless and safe to share. */
final class FrameWriter {

  /** A frame of a 100-byte text takes about 250 bytes: one buffer holds it without growing. */
  private static final int INITIAL_BYTES = 512;

  private final JsonFactory json;

  FrameWriter(JsonFactory json) {
    this.json = json;
  }

  byte[] write(ServerFrame frame) {
    return written(
        out -> {
          switch (frame) {
            case ServerFrame.Welcome welcome -> welcome(out, welcome);
            case ServerFrame.Sent sent -> sent(out, sent);
            case ServerFrame.Receive receive -> {
              out.writeStringField("type", "RECEIVE_MESSAGE");
              message(out, receive.message());
              run(out, receive.run());
            }
            case ServerFrame.Receipt receipt -> {
              out.writeStringField("type", "MESSAGE_ACK");
              out.writeStringField("status", receipt.status().name());
              out.writeStringField("thread_id", receipt.thread().value());
              out.writeStringField("user_id", receipt.user().value());
              out.writeNumberField("seq", receipt.upTo());
            }
            case ServerFrame.SyncPage page -> syncPage(out, page);
            case ServerFrame.Synced _ -> out.writeStringField("type", "SYNCED");
            case ServerFrame.Resync resync -> {
              out.writeStringField("type", "RESYNC");
              out.writeStringField("cause", resync.cause());
            }
            case ServerFrame.PresenceUpdate update -> presence(out, update);
            case ServerFrame.Typing typing -> {
              out.writeStringField("type", "TYPING");
              out.writeStringField("thread_id", typing.thread().value());
              out.writeStringField("user_id", typing.user().value());
              out.writeBooleanField("active", typing.active());
            }
            case ServerFrame.Goodbye goodbye -> {
              out.writeStringField("type", "GOODBYE");
              out.writeNumberField("reconnect_after_ms", goodbye.reconnectAfterMillis());
            }
            case ServerFrame.Heartbeat _ -> out.writeStringField("type", "HEARTBEAT");
            case ServerFrame.Failure failure -> failure(out, failure);
          }
        });
  }

  byte[] write(ClientFrame frame) {
    return written(
        out -> {
          switch (frame) {
            case ClientFrame.Send send -> {
              out.writeStringField("type", "SEND_MESSAGE");
              out.writeStringField("thread_id", send.thread().value());
              out.writeStringField("temp_id", send.tempId().value());
              if (send.attempt() > 1) {
                out.writeNumberField("attempt", send.attempt());
              }
              ContentCodec.write(out, send.content());
            }
            case ClientFrame.Acknowledge ack -> {
              out.writeStringField("type", "MESSAGE_ACK");
              out.writeStringField("status", ack.status().name());
              out.writeStringField("thread_id", ack.thread().value());
              out.writeNumberField("seq", ack.upTo());
            }
            case ClientFrame.Sync sync -> sync(out, sync);
            case ClientFrame.SubscribePresence subscribe -> {
              out.writeStringField("type", "SUBSCRIBE_PRESENCE");
              out.writeArrayFieldStart("users");
              for (UserId user : subscribe.users()) {
                out.writeString(user.value());
              }
              out.writeEndArray();
            }
            case ClientFrame.Typing typing -> {
              out.writeStringField("type", "TYPING");
              out.writeStringField("thread_id", typing.thread().value());
              out.writeBooleanField("active", typing.active());
            }
            case ClientFrame.Heartbeat _ -> out.writeStringField("type", "HEARTBEAT");
          }
        });
  }

  private static void welcome(JsonGenerator out, ServerFrame.Welcome welcome) throws IOException {
    out.writeStringField("type", "WELCOME");
    out.writeStringField("user_id", welcome.user().value());
    out.writeStringField("device_id", welcome.device().value());
    out.writeStringField("node", welcome.node());
    out.writeNumberField("epoch", welcome.epoch());
    out.writeNumberField("heartbeat_ms", welcome.heartbeatMillis());
  }

  private static void sent(JsonGenerator out, ServerFrame.Sent sent) throws IOException {
    out.writeStringField("type", "MESSAGE_ACK");
    out.writeStringField("status", "SENT");
    out.writeStringField("thread_id", sent.thread().value());
    out.writeStringField("temp_id", sent.tempId().value());
    out.writeStringField("message_id", sent.id().toString());
    out.writeNumberField("seq", sent.seq());
  }

  private static void message(JsonGenerator out, Message message) throws IOException {
    out.writeStringField("thread_id", message.thread().value());
    out.writeStringField("message_id", message.id().toString());
    out.writeNumberField("seq", message.seq());
    out.writeNumberField("prev", message.prev());
    out.writeStringField("sender_id", message.sender().value());
    out.writeStringField("temp_id", message.tempId().value());
    ContentCodec.write(out, message.content());
    out.writeNumberField("sent_at", message.sentAtMillis());
  }

  private static void run(JsonGenerator out, ServerFrame.@Nullable Run run) throws IOException {
    if (run != null) {
      out.writeStringField("run_user", run.user().value());
      out.writeStringField("run_device", run.device().value());
      out.writeNumberField("run_prev", run.prev());
    }
  }

  private static void syncPage(JsonGenerator out, ServerFrame.SyncPage page) throws IOException {
    out.writeStringField("type", "SYNC_PAGE");
    out.writeStringField("thread_id", page.thread().value());
    out.writeArrayFieldStart("messages");
    for (Message message : page.messages()) {
      out.writeStartObject();
      message(out, message);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("more", page.more());
  }

  private static void presence(JsonGenerator out, ServerFrame.PresenceUpdate update)
      throws IOException {
    out.writeStringField("type", "PRESENCE_UPDATE");
    out.writeStringField("user_id", update.user().value());
    out.writeStringField("status", update.online() ? "online" : "offline");
    Long lastSeen = update.lastSeenMillis();
    if (lastSeen != null) {
      out.writeNumberField("last_seen", lastSeen);
    }
  }

  private static void failure(JsonGenerator out, ServerFrame.Failure failure) throws IOException {
    out.writeStringField("type", "ERROR");
    out.writeStringField("code", failure.code().name());
    TempId tempId = failure.tempId();
    if (tempId != null) {
      out.writeStringField("temp_id", tempId.value());
    }
    out.writeStringField("detail", failure.detail());
    out.writeBooleanField("definitely_not_done", failure.code().definitelyNotDone());
    if (failure.retryAfterMillis() > 0) {
      out.writeNumberField("retry_after_ms", failure.retryAfterMillis());
    }
  }

  private static void sync(JsonGenerator out, ClientFrame.Sync sync) throws IOException {
    out.writeStringField("type", "SYNC");
    out.writeBooleanField("named_only", sync.namedOnly());
    out.writeObjectFieldStart("cursors");
    for (Map.Entry<ThreadId, Long> cursor : sync.cursors().entrySet()) {
      out.writeNumberField(cursor.getKey().value(), cursor.getValue());
    }
    out.writeEndObject();
  }

  /** Writes the fields of one object. */
  interface Body {
    void writeTo(JsonGenerator out) throws IOException;
  }

  byte[] written(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(INITIAL_BYTES)) {
      try (JsonGenerator out = json.createGenerator(bytes, JsonEncoding.UTF8)) {
        out.writeStartObject();
        body.writeTo(out);
        out.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      // The sink is memory: this cannot come from outside.
      throw new UncheckedIOException(e);
    }
  }
}
