package org.plumbline.chaos.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/** Writes a history as JSON lines. Safe to share; failures of the file are unchecked. */
public final class HistoryWriter implements AutoCloseable {

  private final JsonGenerator out;
  private long written;
  private boolean closed;
  private Consumer<HistoryEvent> watcher = event -> {};

  /** Begins a new file; its folder is made. */
  public HistoryWriter(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      BufferedWriter writer = Files.newBufferedWriter(file, UTF_8);
      out = new JsonFactory().createGenerator(writer);
      out.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Shows every event to that one too, from now on; it must be quick and not write itself. */
  public synchronized void watchedBy(Consumer<HistoryEvent> other) {
    watcher = other;
  }

  /** Appends an event under the next number; after the end nothing more is taken. */
  public synchronized void write(HistoryEvent event) {
    if (closed) {
      return;
    }
    try {
      line(event.numbered(written++));
      watcher.accept(event);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history", e);
    }
  }

  private void line(HistoryEvent event) throws IOException {
    out.writeStartObject();
    out.writeNumberField("i", event.index());
    out.writeNumberField("t", event.nanos());
    out.writeStringField("type", lower(event.type()));
    out.writeNumberField("process", event.process());
    text("user", event.user());
    text("device", event.device());
    out.writeNumberField("conn", event.connection());
    text("node", event.node());
    out.writeStringField("f", lower(event.operation()));
    MessageFacts message = event.message();
    if (message != null) {
      text("conv", message.thread());
      text("sender", message.sender());
      text("tempId", message.tempId());
      text("msgId", message.messageId());
      out.writeNumberField("seq", message.seq());
      text("hash", message.hash());
      if (message.prev() != HistoryEvent.PREV_UNKNOWN) {
        out.writeNumberField("prev", message.prev());
      }
    }
    if (event.attempt() > 0) {
      out.writeNumberField("attempt", event.attempt());
    }
    number("intended", event.intendedNanos());
    text("detail", event.detail());
    number("epoch", event.epoch());
    Particulars particulars = event.particulars();
    if (particulars != null) {
      out.writeStringField("about", particulars.about());
      text("state", particulars.state());
      number("amount", particulars.amount());
      number("limit", particulars.limit());
    }
    out.writeEndObject();
    out.writeRaw('\n');
  }

  private void number(String name, long value) throws IOException {
    if (value >= 0) {
      out.writeNumberField(name, value);
    }
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the history", e);
    }
  }
}
