package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The routes of threads, as {@link MessengerHttp} offers them. */
final class HistoryHttp {

  private final NodeHttp http;

  HistoryHttp(NodeHttp http) {
    this.http = http;
  }

  HistoryPage history(
      Token token, ThreadId thread, HistoryRange range, int limit, @Nullable Long seen)
      throws RequestFailed {
    String query =
        switch (range) {
          case HistoryRange.Newest _ -> "";
          case HistoryRange.Before(long seq) -> "&before=" + seq;
          case HistoryRange.After(long seq) -> "&after=" + seq;
        };
    JsonNode answer =
        http.read(
            token,
            "/thread/v1/"
                + NodeHttp.escaped(thread.value())
                + "/messages?limit="
                + limit
                + query
                + (seen == null ? "" : "&seen=" + seen));
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : answer.path("messages")) {
      messages.add(message(message));
    }
    JsonNode next = answer.path("next");
    return new HistoryPage(messages, next.isIntegralNumber() ? next.asLong() : null);
  }

  ThreadPage threads(Token token, ThreadOrder order, int limit, @Nullable String cursor)
      throws RequestFailed {
    String query =
        "?order="
            + order.name().toLowerCase(Locale.ROOT)
            + "&limit="
            + limit
            + (cursor == null ? "" : "&cursor=" + NodeHttp.escaped(cursor));
    JsonNode answer = http.read(token, "/thread/v1" + query);
    List<ThreadSummary> threads = new ArrayList<>();
    for (JsonNode thread : answer.path("threads")) {
      JsonNode last = thread.path("last_message");
      threads.add(
          new ThreadSummary(
              new ThreadId(NodeHttp.text(thread, "thread_id")),
              NodeHttp.number(thread, "last_seq"),
              last.isObject() ? message(last) : null,
              Math.toIntExact(NodeHttp.number(thread, "unread")),
              cursors(thread.path("delivered")),
              cursors(thread.path("read"))));
    }
    return new ThreadPage(threads, NodeHttp.next(answer));
  }

  ReaderPage readers(Token token, ThreadId thread, long seq, int limit, @Nullable String cursor)
      throws RequestFailed {
    JsonNode answer =
        http.read(
            token,
            "/thread/v1/"
                + NodeHttp.escaped(thread.value())
                + "/messages/"
                + seq
                + "/readers?limit="
                + limit
                + (cursor == null ? "" : "&cursor=" + NodeHttp.escaped(cursor)));
    Map<UserId, Status> readers = new LinkedHashMap<>();
    for (JsonNode reader : answer.path("readers")) {
      readers.put(
          new UserId(NodeHttp.text(reader, "user_id")),
          Status.valueOf(NodeHttp.text(reader, "status")));
    }
    return new ReaderPage(readers, NodeHttp.next(answer));
  }

  private static Map<UserId, Long> cursors(JsonNode in) {
    Map<UserId, Long> cursors = new HashMap<>();
    in.properties()
        .forEach(each -> cursors.put(new UserId(each.getKey()), each.getValue().asLong()));
    return cursors;
  }

  private static Message message(JsonNode in) throws RequestFailed {
    try {
      return FrameCodec.decodeMessage(in.toString().getBytes(UTF_8));
    } catch (MalformedFrame e) {
      throw new RequestFailed("message: " + e.getMessage(), e);
    }
  }
}
