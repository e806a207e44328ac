package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.protocol.ThreadId;

/** What was said, read again; and a message that is sent without a socket. */
final class HistoryProbes {

  private static final int MESSAGES = 7;

  private HistoryProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "history_in_pages",
            "A device reads a thread in pages of the size that it asks for, without a gap or a"
                + " repeat.",
            HistoryProbes::pages),
        new Probe(
            "missed_messages_by_cursor",
            "A device fetches exactly what came after the last message that it has.",
            HistoryProbes::afterCursor),
        new Probe(
            "send_over_http",
            "POST /user/v1/chat/message/send takes recipient, content and type; the sender is the"
                + " token's user, and the message reaches the recipient's socket.",
            HistoryProbes::sendOverHttp));
  }

  private static void pages(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    long last = written(pair, thread);
    for (int limit : List.of(2, 5)) {
      List<Long> read = new ArrayList<>();
      String from = "";
      while (true) {
        JsonNode page =
            pair.bob()
                .at(1)
                .get("/thread/v1/" + thread + "/messages?limit=" + limit + "&seen=" + last + from)
                .expect(200);
        ProbeFailed.unless(
            page.path("messages").size() <= limit, "a page of more than " + limit + ": " + page);
        List<Long> seqs = new ArrayList<>();
        page.path("messages").forEach(message -> seqs.add(message.path("seq").asLong()));
        read.addAll(0, seqs);
        if (page.path("next").isNull()) {
          break;
        }
        from = "&before=" + page.path("next").asLong();
      }
      ProbeFailed.unless(
          read.size() == MESSAGES && read.equals(read.stream().distinct().sorted().toList()),
          "pages of " + limit + " gave " + read);
    }
  }

  private static long written(World.Pair pair, ThreadId thread) throws Exception {
    long last = 0;
    try (Device ada = pair.ada().device("phone", 0)) {
      for (int i = 0; i < MESSAGES; i++) {
        last = ada.send(thread, "message " + i).seq();
      }
    }
    return last;
  }

  private static void afterCursor(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0)) {
      long known = ada.send(thread, "known").seq();
      ada.send(thread, "missed 1");
      long last = ada.send(thread, "missed 2").seq();
      JsonNode page =
          pair.bob()
              .at(1)
              .get("/thread/v1/" + thread + "/messages?after=" + known + "&seen=" + last)
              .expect(200)
              .path("messages");
      ProbeFailed.unless(
          page.size() == 2
              && page.path(0).path("text").asText().equals("missed 1")
              && page.path(1).path("text").asText().equals("missed 2"),
          "after " + known + " came " + page);
    }
  }

  private static void sendOverHttp(World world) throws Exception {
    World.Pair pair = world.friends();
    try (Device bob = pair.bob().device("phone", 1)) {
      JsonNode placed =
          pair.ada()
              .at(0)
              .post(
                  "/user/v1/chat/message/send",
                  Map.of("recipient_id", pair.bob().name(), "content", "by post", "type", "text"))
              .expect(200);
      long seq = bob.inbox().awaitText("by post").seq();
      ProbeFailed.unless(
          seq == placed.path("seq").asLong(), "seq " + seq + ", but answered " + placed);
      ProbeFailed.unless(
          bob.inbox().awaitText("by post").sender().equals(pair.ada().id()), "another sender");
    }
  }
}
