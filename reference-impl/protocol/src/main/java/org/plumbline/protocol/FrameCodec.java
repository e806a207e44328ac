package org.plumbline.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Frames to and from UTF-8 JSON, one object a frame, told apart by {@code type}. Stateless and safe
 * to share. An encoded frame may be sent to any number of sockets.
 */
public final class FrameCodec {

  /** Longest frame in bytes, in either direction, fragments added up. */
  public static final int FRAME_BYTES_MAX = 65_536;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(FRAME_BYTES_MAX)
                  .maxNumberLength(32)
                  .build())
          .build();

  private static final FrameWriter WRITER = new FrameWriter(JSON);

  private FrameCodec() {}

  /** The frame as UTF-8 JSON. */
  public static byte[] encode(ServerFrame frame) {
    return WRITER.write(frame);
  }

  /** The frame as UTF-8 JSON. */
  public static byte[] encode(ClientFrame frame) {
    return WRITER.write(frame);
  }

  /**
   * Reads what a client sent.
   *
   * @throws MalformedFrame when it is not JSON, no known type, or a field is missing or ill-formed
   */
  public static ClientFrame decodeClient(byte[] bytes) throws MalformedFrame {
    return decoded(bytes, FrameCodec::clientFrame);
  }

  /**
   * Reads what a server sent.
   *
   * @throws MalformedFrame when it is not JSON, no known type, or a field is missing or ill-formed
   */
  public static ServerFrame decodeServer(byte[] bytes) throws MalformedFrame {
    return decoded(bytes, FrameCodec::serverFrame);
  }

  /**
   * Reads one message as the HTTP routes answer it: the same fields as in a frame.
   *
   * @throws MalformedFrame when a field is missing or ill-formed
   */
  public static Message decodeMessage(byte[] bytes) throws MalformedFrame {
    return decoded(bytes, FrameFields::message);
  }

  /** The place of a message in its thread. */
  public record Place(ThreadId thread, long seq) {}

  /**
   * The place of the message in an encoded frame of a server, without reading all of it; nothing
   * when the frame holds no message.
   */
  public static Optional<Place> placeOf(byte[] frame) {
    String thread = null;
    try (JsonParser in = JSON.createParser(frame)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        switch (name) {
          case "type" -> {
            if (!in.getText().equals("RECEIVE_MESSAGE")) {
              return Optional.empty();
            }
          }
          case "thread_id" -> thread = in.getText();
          case "seq" -> {
            return thread != null && value == JsonToken.VALUE_NUMBER_INT
                ? Optional.of(new Place(new ThreadId(thread), in.getLongValue()))
                : Optional.empty();
          }
          default -> in.skipChildren();
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClientFrame clientFrame(FrameFields in) throws MalformedFrame {
    return switch (in.type()) {
      case "SEND_MESSAGE" ->
          new ClientFrame.Send(
              in.thread(), in.tempId(), Math.toIntExact(in.number("attempt", 1)), sendable(in));
      case "MESSAGE_ACK" -> new ClientFrame.Acknowledge(in.thread(), in.number("seq"), in.status());
      case "SYNC" -> new ClientFrame.Sync(in.cursors(), in.flag("named_only"));
      case "SUBSCRIBE_PRESENCE" -> new ClientFrame.SubscribePresence(in.users());
      case "TYPING" -> new ClientFrame.Typing(in.thread(), in.flag("active"));
      case "HEARTBEAT" -> new ClientFrame.Heartbeat();
      default -> throw unknownType(in.type());
    };
  }

  private static Content sendable(FrameFields in) throws MalformedFrame {
    Content content = ContentCodec.read(in);
    if (content instanceof Content.MembershipChange || content instanceof Content.Deleted) {
      throw new MalformedFrame(
          "kind: " + Content.kindOf(content) + " (expected: what a device may send)");
    }
    if (in.numberOrNull("edited") != null) {
      throw new MalformedFrame("edited: (expected: nothing; a node alone says so)");
    }
    return content;
  }

  private static ServerFrame serverFrame(FrameFields in) throws MalformedFrame {
    return switch (in.type()) {
      case "WELCOME" ->
          new ServerFrame.Welcome(
              in.user(),
              new DeviceId(in.otherText("device_id")),
              in.otherText("node"),
              in.number("epoch"),
              in.number("heartbeat_ms"));
      case "RECEIVE_MESSAGE" -> new ServerFrame.Receive(in.message(), in.runOrNull());
      case "MESSAGE_ACK" ->
          in.statusText().equals("SENT")
              ? new ServerFrame.Sent(in.thread(), in.tempId(), in.messageId(), in.number("seq"))
              : new ServerFrame.Receipt(in.thread(), in.user(), in.number("seq"), in.status());
      case "SYNC_PAGE" -> new ServerFrame.SyncPage(in.thread(), in.messages(), in.flag("more"));
      case "SYNCED" -> new ServerFrame.Synced();
      case "RESYNC" -> new ServerFrame.Resync(in.otherText("cause"));
      case "PRESENCE_UPDATE" ->
          new ServerFrame.PresenceUpdate(
              in.user(), in.statusText().equals("online"), in.numberOrNull("last_seen"));
      case "TYPING" -> new ServerFrame.Typing(in.thread(), in.user(), in.flag("active"));
      case "GOODBYE" -> new ServerFrame.Goodbye(in.number("reconnect_after_ms"));
      case "HEARTBEAT" -> new ServerFrame.Heartbeat();
      case "ERROR" ->
          new ServerFrame.Failure(
              errorCode(in.otherText("code")),
              in.tempIdOrNull(),
              in.otherText("detail"),
              in.number("retry_after_ms", 0));
      default -> throw unknownType(in.type());
    };
  }

  private static ErrorCode errorCode(String name) throws MalformedFrame {
    try {
      return ErrorCode.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrame("code: " + Identifier.shortened(name) + " (unknown)", e);
    }
  }

  private static MalformedFrame unknownType(String type) {
    return new MalformedFrame("type: " + Identifier.shortened(type) + " (unknown)");
  }

  /** One JSON object as text. */
  static String text(FrameWriter.Body body) {
    return new String(WRITER.written(body), StandardCharsets.UTF_8);
  }

  /** Reads one JSON object. */
  static <T> T fields(String json, Reader<T> reader) throws MalformedFrame {
    return decoded(json.getBytes(StandardCharsets.UTF_8), reader);
  }

  /** Makes something of an object's fields. */
  interface Reader<T> {
    T read(FrameFields fields) throws MalformedFrame;
  }

  private static <T> T decoded(byte[] bytes, Reader<T> reader) throws MalformedFrame {
    if (bytes.length > FRAME_BYTES_MAX) {
      throw new MalformedFrame(
          "frame: " + bytes.length + " bytes (expected: at most " + FRAME_BYTES_MAX + ")");
    }
    try (JsonParser in = JSON.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("frame: (expected: a JSON object)");
      }
      T frame = reader.read(FrameFields.read(in, 0));
      if (in.nextToken() != null) {
        throw new MalformedFrame("frame: more after the object (expected: one object a frame)");
      }
      return frame;
    } catch (JsonProcessingException e) {
      throw new MalformedFrame("frame: not readable as JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedFrame(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
