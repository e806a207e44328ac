package org.plumbline.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

class ElleHistoryTest {

  // As in the README of elle-cli, section list-append.
  private static final Pattern LINE =
      Pattern.compile(
          "\\{:index (\\d+), :time (\\d+), :type :(invoke|ok|fail|info), :process (\\d+), :f :txn,"
              + " :value \\[\\[(:append \"[^\"]+\" \\d+|:r \"[^\"]+\" (nil|\\[[\\d ]*]))]]}");

  private final List<HistoryEvent> events = new ArrayList<>();

  private void event(long nanos, EventType type, Operation operation, String tempId) {
    MessageFacts facts =
        tempId.isEmpty()
            ? MessageFacts.ofThread("d:ada:bob")
            : new MessageFacts("d:ada:bob", "ada", tempId, "1", -1, "");
    events.add(
        new HistoryEvent(-1, nanos, type, 0, "ada", "a", 1, "", operation, facts, 0, -1, ""));
  }

  private List<String> lines() throws IOException {
    StringBuilder out = new StringBuilder();
    ElleHistory.write(events, out);
    return out.toString().lines().toList();
  }

  @Test
  void shouldWriteAppendsAndWholeReadsAsTheDocumentedFormatHasThem() throws IOException {
    event(10, EventType.INVOKE, Operation.SEND, "m-1");
    event(20, EventType.OK, Operation.SEND, "m-1");
    event(30, EventType.OK, Operation.READ, "m-1");
    event(31, EventType.OK, Operation.FINAL_READ, "");
    assertThat(lines())
        .containsExactly(
            "{:index 0, :time 10, :type :invoke, :process 0, :f :txn,"
                + " :value [[:append \"d:ada:bob\" 1]]}",
            "{:index 1, :time 20, :type :ok, :process 0, :f :txn,"
                + " :value [[:append \"d:ada:bob\" 1]]}",
            "{:index 2, :time 31, :type :invoke, :process 0, :f :txn,"
                + " :value [[:r \"d:ada:bob\" nil]]}",
            "{:index 3, :time 31, :type :ok, :process 0, :f :txn,"
                + " :value [[:r \"d:ada:bob\" [1]]]}")
        .allMatch(line -> LINE.matcher(line).matches());
  }

  @Test
  void shouldGiveAProcessOneOperationAtATimeAndNoneAfterAnUnknownOutcome() throws IOException {
    for (int i = 0; i < 30; i++) {
      event(10L * i, EventType.INVOKE, Operation.SEND, "m-" + i);
      EventType outcome = List.of(EventType.OK, EventType.INFO, EventType.FAIL).get(i % 3);
      event(10L * i + 25, outcome, Operation.SEND, "m-" + i);
    }
    Map<String, String> open = new HashMap<>();
    Set<String> lost = new HashSet<>();
    for (String line : lines()) {
      Matcher parts = LINE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      String process = parts.group(4);
      assertThat(lost).doesNotContain(process);
      if (parts.group(3).equals("invoke")) {
        assertThat(open.put(process, parts.group(5))).isNull();
      } else {
        assertThat(open.remove(process)).isEqualTo(parts.group(5));
        if (parts.group(3).equals("info")) {
          lost.add(process);
        }
      }
    }
    assertThat(open).isEmpty();
    assertThat(lost).hasSize(10);
  }

  @Test
  void shouldLeaveOutAReadThatDidNotComeToItsEnd() throws IOException {
    event(30, EventType.OK, Operation.READ, "m-1");
    event(31, EventType.INFO, Operation.FINAL_READ, "");
    assertThat(lines()).isEmpty();
  }
}
