package org.plumbline.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Content as fields of the object that holds it, and as a text of its own for logs and stores. */
public final class ContentCodec {

  private ContentCodec() {}

  /** The content as a JSON object. */
  public static String encode(Content content) {
    return FrameCodec.text(out -> write(out, content));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedFrame when it is not that
   */
  public static Content decode(String json) throws MalformedFrame {
    return FrameCodec.fields(json, ContentCodec::read);
  }

  // A text's kind is left out: most messages are texts, and the frame stays what it was.
  static void write(JsonGenerator out, Content content) throws IOException {
    if (!(content instanceof Content.Text)) {
      out.writeStringField("kind", Content.kindOf(content));
    }
    switch (content) {
      case Content.Text text -> {
        out.writeStringField("text", text.text());
        writeEdited(out, text.edited());
      }
      case Content.Media media -> {
        out.writeStringField("media_id", media.media().value());
        out.writeStringField("content_type", media.contentType());
        out.writeNumberField("bytes", media.bytes());
        out.writeStringField("text", media.text());
        writeEdited(out, media.edited());
      }
      case Content.Edit edit -> {
        out.writeNumberField("target", edit.target());
        out.writeStringField("text", edit.text());
      }
      case Content.Deletion deletion -> out.writeNumberField("target", deletion.target());
      case Content.Deleted deleted -> out.writeNumberField("deleted", deleted.deleted());
      case Content.MembershipChange change -> {
        out.writeStringField("change", change.change().name().toLowerCase(Locale.ROOT));
        out.writeArrayFieldStart("users");
        for (UserId user : change.users()) {
          out.writeString(user.value());
        }
        out.writeEndArray();
        out.writeStringField("role", change.role().name().toLowerCase(Locale.ROOT));
        out.writeStringField("text", change.text());
        if (!change.description().isEmpty()) {
          out.writeStringField("description", change.description());
        }
      }
    }
  }

  private static void writeEdited(JsonGenerator out, long edited) throws IOException {
    if (edited != Content.UNEDITED) {
      out.writeNumberField("edited", edited);
    }
  }

  static Content read(FrameFields in) throws MalformedFrame {
    String kind = in.otherText("kind", "text");
    return switch (kind) {
      case "text" -> new Content.Text(in.text(), in.number("edited", Content.UNEDITED));
      case "image" -> media(Content.MediaKind.IMAGE, in);
      case "video" -> media(Content.MediaKind.VIDEO, in);
      case "edit" -> new Content.Edit(in.number("target"), in.text());
      case "deletion" -> new Content.Deletion(in.number("target"));
      case "deleted" -> new Content.Deleted(in.number("deleted"));
      case "membership" ->
          new Content.MembershipChange(
              constant("change", in.otherText("change"), Content.Change.values()),
              in.users(),
              constant("role", in.otherText("role"), Role.values()),
              in.text(),
              in.otherText("description", ""));
      default ->
          throw new MalformedFrame(
              "kind: "
                  + Identifier.shortened(kind)
                  + " (expected: text, image, video, edit or deletion)");
    };
  }

  private static Content media(Content.MediaKind kind, FrameFields in) throws MalformedFrame {
    return new Content.Media(
        kind,
        new MediaId(in.otherText("media_id")),
        in.otherText("content_type", ""),
        in.number("bytes", 0),
        in.textOrEmpty(),
        in.number("edited", Content.UNEDITED));
  }

  private static <E extends Enum<E>> E constant(String field, String value, E[] constants)
      throws MalformedFrame {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw new MalformedFrame(
        field
            + ": "
            + Identifier.shortened(value)
            + " (expected: one of "
            + Arrays.toString(constants).toLowerCase(Locale.ROOT)
            + ")");
  }
}
