package org.plumbline.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

class HistoryFileTest {

  @TempDir private Path folder;

  private static final HistoryEvent SENT =
      new HistoryEvent(
          -1,
          123,
          EventType.INVOKE,
          4,
          "ada",
          "a",
          2,
          "node-1",
          Operation.SEND,
          new MessageFacts("d:ada:bob", "ada", "m-1", "", -1, "cafe"),
          1,
          120,
          "");

  @Test
  void shouldReadBackWhatWasWritten() throws MalformedHistory {
    HistoryEvent fault =
        new HistoryEvent(
            -1, 5, EventType.INFO, -1, "", "", 0, "", Operation.FAULT, null, 0, -1, "\"kill\"\n-9");
    Path file = folder.resolve("history/drill.jsonl");
    try (HistoryWriter writer = new HistoryWriter(file)) {
      writer.write(SENT);
      writer.write(fault);
    }
    assertThat(HistoryReader.readAll(file)).isEqualTo(List.of(SENT.numbered(0), fault.numbered(1)));
  }

  @Test
  void shouldWriteOneJsonObjectALine() throws Exception {
    Path file = folder.resolve("drill.jsonl");
    try (HistoryWriter writer = new HistoryWriter(file)) {
      writer.write(SENT);
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"i\":0,\"t\":123,\"type\":\"invoke\",\"process\":4,\"user\":\"ada\","
                + "\"device\":\"a\",\"conn\":2,\"node\":\"node-1\",\"f\":\"send\","
                + "\"conv\":\"d:ada:bob\",\"sender\":\"ada\",\"tempId\":\"m-1\",\"seq\":-1,"
                + "\"hash\":\"cafe\",\"attempt\":1,\"intended\":120}\n");
  }

  @Test
  void shouldReadBackEpochPlaceBeforeAndParticulars() throws MalformedHistory {
    MessageFacts first = new MessageFacts("g:crew", "ada", "c-1", "7", 0, "", HistoryEvent.NO_SEQ);
    Path file = folder.resolve("drill.jsonl");
    List<HistoryEvent> events =
        List.of(
            event(Operation.CHANGE, first, Particulars.added(List.of("ada", "bob"))),
            event(Operation.GAP, MessageFacts.ofGap("g:crew", 3, 9), null),
            event(Operation.CONNECT, null, null),
            event(Operation.PRESENCE, null, Particulars.presence("bob", false)),
            event(Operation.QUEUE, null, Particulars.queue("outbound-bytes", 12, 262_144)));
    try (HistoryWriter writer = new HistoryWriter(file)) {
      events.forEach(writer::write);
    }
    List<HistoryEvent> read = HistoryReader.readAll(file);
    assertThat(read).usingRecursiveComparison().ignoringFields("index").isEqualTo(events);
    assertThat(Particulars.added(List.of("ada", "bob")).users()).containsExactly("ada", "bob");
  }

  private static HistoryEvent event(
      Operation operation, @Nullable MessageFacts message, @Nullable Particulars particulars) {
    return new HistoryEvent(
        -1,
        1,
        EventType.OK,
        0,
        "ada",
        "a",
        1,
        "node-1",
        operation,
        message,
        0,
        -1,
        "",
        41,
        particulars);
  }

  @Test
  void shouldReadALineThatIsOlderThanEpochsAndParticulars() throws Exception {
    Path file = folder.resolve("drill.jsonl");
    Files.writeString(
        file,
        "{\"i\":0,\"t\":1,\"type\":\"ok\",\"process\":0,\"f\":\"show\",\"conv\":\"d:ada:bob\",\"seq\":4}\n");
    HistoryEvent event = HistoryReader.readAll(file).getFirst();
    assertThat(event.epoch()).isEqualTo(HistoryEvent.NO_EPOCH);
    assertThat(event.particulars()).isNull();
    assertThat(event.message()).isEqualTo(MessageFacts.ofPlace("d:ada:bob", 4));
  }

  @Test
  void shouldNameTheLineAndTheFieldWhenItIsMalformed() throws Exception {
    Path file = folder.resolve("drill.jsonl");
    Files.writeString(file, "{\"i\":0,\"t\":\"x\"}\n");
    assertThatThrownBy(() -> HistoryReader.readAll(file))
        .isInstanceOf(MalformedHistory.class)
        .hasMessage("line 1: t: \"x\" (expected: a whole number)");
  }

  @Test
  void shouldTakeNothingMoreAfterItsEnd() throws Exception {
    Path file = folder.resolve("drill.jsonl");
    HistoryWriter writer = new HistoryWriter(file);
    writer.close();
    writer.write(SENT);
    assertThat(file).isEmptyFile();
  }
}
