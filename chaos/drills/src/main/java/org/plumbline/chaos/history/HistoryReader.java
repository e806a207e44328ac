package org.plumbline.chaos.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/** Reads what a {@link HistoryWriter} wrote. */
public final class HistoryReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryReader() {}

  /**
   * Gives each event in turn.
   *
   * @throws MalformedHistory naming the line and the field
   */
  public static void read(Path file, Consumer<HistoryEvent> reader) throws MalformedHistory {
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(event(line, number++));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** All events; for the checkers, which need them more than once. */
  public static List<HistoryEvent> readAll(Path file) throws MalformedHistory {
    List<HistoryEvent> events = new ArrayList<>();
    read(file, events::add);
    return events;
  }

  private static HistoryEvent event(String line, int number) throws MalformedHistory {
    JsonNode in;
    try {
      in = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new MalformedHistory(number, "no JSON: " + e.getOriginalMessage());
    }
    return new HistoryEvent(
        whole(in, "i", number),
        whole(in, "t", number),
        value(EventType.class, in, "type", number),
        Math.toIntExact(whole(in, "process", number)),
        in.path("user").asText(),
        in.path("device").asText(),
        in.path("conn").asInt(),
        in.path("node").asText(),
        value(Operation.class, in, "f", number),
        message(in, number),
        in.path("attempt").asInt(),
        in.path("intended").asLong(-1),
        in.path("detail").asText(),
        in.path("epoch").asLong(HistoryEvent.NO_EPOCH),
        particulars(in));
  }

  private static @Nullable MessageFacts message(JsonNode in, int number) throws MalformedHistory {
    if (!in.has("conv")) {
      return null;
    }
    return new MessageFacts(
        in.path("conv").asText(),
        in.path("sender").asText(),
        in.path("tempId").asText(),
        in.path("msgId").asText(),
        whole(in, "seq", number),
        in.path("hash").asText(),
        in.path("prev").asLong(HistoryEvent.PREV_UNKNOWN));
  }

  private static @Nullable Particulars particulars(JsonNode in) {
    if (!in.has("about")) {
      return null;
    }
    return new Particulars(
        in.path("about").asText(),
        in.path("state").asText(),
        in.path("amount").asLong(-1),
        in.path("limit").asLong(-1));
  }

  private static long whole(JsonNode in, String field, int number) throws MalformedHistory {
    JsonNode value = in.path(field);
    if (!value.isIntegralNumber()) {
      throw new MalformedHistory(number, field + ": " + value + " (expected: a whole number)");
    }
    return value.asLong();
  }

  private static <T extends Enum<T>> T value(Class<T> type, JsonNode in, String field, int number)
      throws MalformedHistory {
    String text = in.path(field).asText();
    for (T each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new MalformedHistory(number, field + ": " + text + " (unknown)");
  }
}
