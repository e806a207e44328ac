package org.plumbline.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one frame as they were read, in whichever order they came. Unknown fields are
 * passed over, so that a newer peer is understood; a missing or ill-typed one is a {@link
 * MalformedFrame}.
 */
final class FrameFields {

  private static final int DEPTH_MAX = 4;

  /** More fields than any frame has, unknown ones of a newer peer included. */
  private static final int FIELDS_MAX = 32;

  private @Nullable String type;
  private @Nullable String threadId;
  private @Nullable String tempId;
  private @Nullable String messageId;
  private @Nullable String senderId;
  private @Nullable String userId;
  private @Nullable String text;
  private @Nullable String status;
  private final Map<String, String> otherTexts = new HashMap<>(0);
  private final Map<String, Long> numbers = new HashMap<>(4);
  private final Map<String, Boolean> booleans = new HashMap<>(0);
  private @Nullable Map<ThreadId, Long> cursors;
  private @Nullable List<UserId> users;
  private @Nullable List<Message> messages;
  // Few and mostly the same strings: looking through them costs less than a set.
  private final List<String> names = new ArrayList<>(FIELDS_MAX / 4);

  static FrameFields read(JsonParser in, int depth) throws IOException, MalformedFrame {
    if (depth > DEPTH_MAX) {
      throw new MalformedFrame("frame: nested too deeply (expected: at most " + DEPTH_MAX + ")");
    }
    FrameFields fields = new FrameFields();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (value == null) {
        throw new MalformedFrame("frame: ends within " + name);
      }
      fields.addName(name);
      switch (value) {
        case VALUE_STRING -> fields.setText(name, in.getText());
        case VALUE_NUMBER_INT -> fields.numbers.put(name, in.getLongValue());
        case VALUE_TRUE, VALUE_FALSE -> fields.booleans.put(name, value == JsonToken.VALUE_TRUE);
        case START_OBJECT -> {
          if (name.equals("cursors")) {
            fields.cursors = readCursors(in);
          } else {
            in.skipChildren();
          }
        }
        case START_ARRAY -> fields.readArray(name, in, depth);
        default -> {
          // A null or a fraction: no frame has one, a field that needs a value will miss it.
        }
      }
    }
    return fields;
  }

  /** Which of two values counts would depend on the reader: so neither does. */
  private void addName(String name) throws MalformedFrame {
    if (names.contains(name)) {
      throw new MalformedFrame(Identifier.shortened(name) + ": there twice (expected: once)");
    }
    if (names.size() == FIELDS_MAX) {
      throw new MalformedFrame("frame: more than " + FIELDS_MAX + " fields");
    }
    names.add(name);
  }

  private void setText(String name, String value) {
    switch (name) {
      case "type" -> type = value;
      case "thread_id" -> threadId = value;
      case "temp_id" -> tempId = value;
      case "message_id" -> messageId = value;
      case "sender_id" -> senderId = value;
      case "user_id" -> userId = value;
      case "text" -> text = value;
      case "status" -> status = value;
      default -> otherTexts.put(name, value);
    }
  }

  private void readArray(String name, JsonParser in, int depth) throws IOException, MalformedFrame {
    switch (name) {
      case "users" -> {
        List<UserId> read = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          if (!in.hasToken(JsonToken.VALUE_STRING)) {
            throw new MalformedFrame("users: " + in.currentToken() + " (expected: strings)");
          }
          read.add(new UserId(in.getText()));
        }
        users = read;
      }
      case "messages" -> {
        List<Message> read = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          if (!in.hasToken(JsonToken.START_OBJECT)) {
            throw new MalformedFrame("messages: " + in.currentToken() + " (expected: objects)");
          }
          read.add(read(in, depth + 1).message());
        }
        messages = read;
      }
      default -> in.skipChildren();
    }
  }

  private static Map<ThreadId, Long> readCursors(JsonParser in) throws IOException, MalformedFrame {
    Map<ThreadId, Long> read = new HashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String thread = in.currentName();
      if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new MalformedFrame("cursors." + thread + ": (expected: a whole number)");
      }
      read.put(new ThreadId(thread), in.getLongValue());
    }
    return read;
  }

  String type() throws MalformedFrame {
    return present("type", type);
  }

  ThreadId thread() throws MalformedFrame {
    return new ThreadId(present("thread_id", threadId));
  }

  TempId tempId() throws MalformedFrame {
    return new TempId(present("temp_id", tempId));
  }

  @Nullable TempId tempIdOrNull() {
    return tempId == null ? null : new TempId(tempId);
  }

  UserId user() throws MalformedFrame {
    return new UserId(present("user_id", userId));
  }

  MessageId messageId() throws MalformedFrame {
    return MessageId.parse(present("message_id", messageId));
  }

  String statusText() throws MalformedFrame {
    return present("status", status);
  }

  Status status() throws MalformedFrame {
    String value = statusText();
    return switch (value) {
      case "DELIVERED" -> Status.DELIVERED;
      case "READ" -> Status.READ;
      default ->
          throw new MalformedFrame(
              "status: " + Identifier.shortened(value) + " (expected: DELIVERED or READ)");
    };
  }

  String text() throws MalformedFrame {
    return present("text", text);
  }

  String textOrEmpty() throws MalformedFrame {
    return optional("text", text, "");
  }

  String otherText(String name) throws MalformedFrame {
    return present(name, otherTexts.get(name));
  }

  String otherText(String name, String otherwise) throws MalformedFrame {
    return optional(name, otherTexts.get(name), otherwise);
  }

  long number(String name) throws MalformedFrame {
    return present(name, numbers.get(name));
  }

  long number(String name, long otherwise) throws MalformedFrame {
    return optional(name, numbers.get(name), otherwise);
  }

  @Nullable Long numberOrNull(String name) {
    return numbers.get(name);
  }

  boolean flag(String name) throws MalformedFrame {
    return optional(name, booleans.get(name), false);
  }

  Map<ThreadId, Long> cursors() throws MalformedFrame {
    return present("cursors", cursors);
  }

  List<UserId> users() throws MalformedFrame {
    return present("users", users);
  }

  List<Message> messages() throws MalformedFrame {
    return present("messages", messages);
  }

  ServerFrame.@Nullable Run runOrNull() {
    String user = otherTexts.get("run_user");
    String device = otherTexts.get("run_device");
    Long prev = numbers.get("run_prev");
    return user == null || device == null || prev == null
        ? null
        : new ServerFrame.Run(new UserId(user), new DeviceId(device), prev);
  }

  Message message() throws MalformedFrame {
    return new Message(
        thread(),
        messageId(),
        number("seq"),
        number("prev"),
        new UserId(present("sender_id", senderId)),
        tempId(),
        ContentCodec.read(this),
        number("sent_at"));
  }

  /** Left out is one thing, of another type is another. */
  private <T> T optional(String name, @Nullable T value, T otherwise) throws MalformedFrame {
    if (value == null && names.contains(name)) {
      throw new MalformedFrame(name + ": of another type (see the protocol)");
    }
    return value == null ? otherwise : value;
  }

  private static <T> T present(String name, @Nullable T value) throws MalformedFrame {
    if (value == null) {
      throw new MalformedFrame(name + ": missing, or of another type (see the protocol)");
    }
    return value;
  }
}
