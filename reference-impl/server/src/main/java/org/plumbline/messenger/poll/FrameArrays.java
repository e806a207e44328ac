package org.plumbline.messenger.poll;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.poll.PollConnection.Batch;
import org.plumbline.messenger.poll.PollConnection.Ending;

/** The bodies of requests and answers: arrays of the very frames that a socket would carry. */
final class FrameArrays {

  /** Most frames of one request. */
  static final int FRAMES_MAX = 100;

  private static final int NESTING_MAX = 9;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
          .build();

  private FrameArrays() {}

  /**
   * The frames of a request, each as the bytes that a socket would have brought.
   *
   * @throws RequestRefused when it is no array of JSON objects, or one of too many
   */
  static List<byte[]> split(byte[] body) {
    List<byte[]> frames = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw RequestRefused.malformed("body: (expected: a JSON array of frames)");
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
          throw RequestRefused.malformed("body: an element is no object (expected: frames)");
        }
        if (frames.size() == FRAMES_MAX) {
          throw RequestRefused.malformed(
              "body: more than " + FRAMES_MAX + " frames (expected: at most " + FRAMES_MAX + ")");
        }
        frames.add(copied(in));
      }
      if (in.nextToken() != null) {
        throw RequestRefused.malformed("body: more after the array (expected: one array)");
      }
      return frames;
    } catch (JsonProcessingException e) {
      throw RequestRefused.malformed("body: not readable as JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      // The source is memory: this cannot come from outside.
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] copied(JsonParser in) throws IOException {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      try (JsonGenerator out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
        out.copyCurrentStructure(in);
      }
      return bytes.toByteArray();
    }
  }

  /** The answer: {@code session, ack, frames}, and {@code closed} when the session has ended. */
  static byte[] answer(String session, Batch batch) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      try (JsonGenerator out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
        out.writeStartObject();
        out.writeStringField("session", session);
        out.writeNumberField("ack", batch.ack());
        out.writeArrayFieldStart("frames");
        for (byte[] frame : batch.frames()) {
          out.writeRawValue(new String(frame, StandardCharsets.UTF_8));
        }
        out.writeEndArray();
        closed(out, batch.ending());
        out.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      // The sink is memory: this cannot come from outside.
      throw new UncheckedIOException(e);
    }
  }

  private static void closed(JsonGenerator out, @Nullable Ending ending) throws IOException {
    if (ending != null) {
      out.writeObjectFieldStart("closed");
      out.writeNumberField("code", ending.code().code());
      out.writeStringField("reason", ending.reason());
      out.writeBooleanField("reconnect", ending.code().reconnect());
      out.writeEndObject();
    }
  }
}
