package org.plumbline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.cli.console.Terminal;

/** A recorded history, judged again and exported. */
class HistoryCommandTest {
  private static final String THREAD = "d:ada:bob";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;
  private Path histories;

  @BeforeEach
  void makeRun() throws IOException {
    histories = Files.createDirectories(home.resolve("run/history"));
    Files.writeString(home.resolve("run/manifest.json"), "{}");
  }

  private void record(boolean lost) {
    MessageFacts asked = new MessageFacts(THREAD, "ada", "m-1", "", -1, "cafe");
    MessageFacts sent = new MessageFacts(THREAD, "ada", "m-1", "4194560", 0, "cafe", -1);
    try (HistoryWriter history = new HistoryWriter(histories.resolve("no_fault.jsonl"))) {
      history.write(event(EventType.INVOKE, Operation.SEND, "ada", 1, asked));
      history.write(event(EventType.OK, Operation.SEND, "ada", 2, sent));
      if (!lost) {
        history.write(event(EventType.OK, Operation.SHOW, "bob", 3, sent));
        history.write(event(EventType.OK, Operation.READ, "ada", 5, sent));
      }
      MessageFacts whole = MessageFacts.ofThread(THREAD);
      history.write(event(EventType.OK, Operation.FINAL_READ, "ada", 6, whole));
    }
  }

  private static HistoryEvent event(
      EventType type, Operation operation, String user, int millis, MessageFacts message) {
    return new HistoryEvent(
        -1, millis * 1_000_000L, type, 0, user, "a", 1, "", operation, message, 0, -1, "");
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false);
    Session session =
        new Session(
            home,
            home,
            terminal,
            Map.of(),
            InstantSource.system(),
            System::nanoTime,
            List.of(arguments));
    return Commands.run(session, arguments);
  }

  @Test
  void shouldSayWhatHeldAndWhatWasNotExercised() {
    record(false);
    assertThat(run("history", "run")).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("no_fault.jsonl: 5 events\n")
        .contains("  held same_order_on_all_devices: ", "Not exercised", "I9 push_for_the_absent");
  }

  @Test
  void shouldNameTheLostMessageAndEndWithABrokenPromise() {
    record(true);
    assertThat(run("history", "run")).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains(
            "  broken no_acknowledged_loss: 1 of 1 acknowledged messages were lost",
            "message ada/m-1 (id 4194560, seq 0) of d:ada:bob: acknowledged by ada/a, missing in"
                + " the history [0.000 s send invoke by ada/a; 0.001 s send by ada/a, seq 0]");
  }

  @Test
  void shouldWriteWhatElleReads() throws IOException {
    record(false);
    assertThat(run("history", "run", "--elle")).as(err.toString(UTF_8)).isZero();
    Path written = histories.resolve("no_fault.edn");
    assertThat(out.toString(UTF_8)).isEqualTo(written + "\n");
    assertThat(Files.readString(written).lines())
        .hasSize(4)
        .last()
        .asString()
        .endsWith(":value [[:r \"d:ada:bob\" [1]]]}");
  }

  @Test
  void shouldRefuseARunWithoutAHistory() {
    assertThat(run("history", "run")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("RUN: run (expected: a run in which a drill recorded a history)");
  }
}
