package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** In which order messages stand, and in which order a message is stored, sent and acknowledged. */
final class OrderProbes {

  private static final int EACH = 15;

  /** What comes about by chance is tried so often; unseen by then, the probe decides nothing. */
  private static final int TRIES_MAX = 40;

  private static final int BEFORE = 5;

  /** Messages sent one right after another bear times no further apart than this. */
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private OrderProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "thread_order_without_gaps",
            "Each message names the one before it in its thread: every device has the same chain"
                + " without a gap, and it is the history's.",
            OrderProbes::chain),
        new Probe(
            "time_is_the_servers",
            "A message's time is when the server took it in, whatever time the sender states.",
            OrderProbes::time),
        new Probe(
            "sent_before_stored",
            "SENT came while the history did not have the message yet.",
            OrderProbes::sentBeforeStored),
        new Probe(
            "sent_before_received",
            "SENT came before the message reached the recipient, who was connected.",
            OrderProbes::sentBeforeReceived),
        new Probe(
            "received_before_stored",
            "A message reached the recipient while the history did not have it yet.",
            OrderProbes::receivedBeforeStored),
        new Probe(
            "group_sent_before_stored",
            "A group's message was confirmed by the log while the history did not have it yet.",
            OrderProbes::groupSentBeforeStored));
  }

  private static void chain(World world) throws Exception {
    Residents residents = world.residents();
    String group = GroupProbes.of(residents);
    ThreadId thread = ThreadId.group(group);
    String end = world.name("end");
    long first = residents.adas().send(thread, "begin").seq();
    for (int i = 0; i < EACH; i++) {
      var _ = residents.adas().client().send(thread, "a" + i);
      var _ = residents.bobs().client().send(thread, "b" + i);
    }
    residents.bobs().send(thread, "bob's last");
    long last = residents.adas().send(thread, end).seq();
    List<Long> history = history(residents.bob(), thread, first, last);
    ProbeFailed.unless(history.size() == 2 * EACH + 3, "the history has " + history);
    for (Device each : List.of(residents.tablet(), residents.bobs())) {
      each.inbox().awaitText(end);
    }
    for (Device each : List.of(residents.adas(), residents.bobs(), residents.tablet())) {
      SortedSet<Long> has = shownOrSent(each, thread, first);
      ProbeFailed.unless(
          List.copyOf(has).equals(history),
          each.welcome().device() + " has " + has + ", the history " + history);
    }
    int links = 0;
    for (ServerFrame.Receive each : residents.tablet().inbox().all(ServerFrame.Receive.class)) {
      int place = history.indexOf(each.message().seq());
      if (each.message().thread().equals(thread) && place > 0) {
        links++;
        ProbeFailed.unless(
            each.message().prev() == history.get(place - 1),
            each.message() + " names another before it than " + history.get(place - 1));
      }
    }
    ProbeFailed.unless(links >= EACH, "only " + links + " messages named the one before them");
  }

  private static List<Long> history(Person reader, ThreadId thread, long first, long last)
      throws Exception {
    List<Long> seqs = new ArrayList<>();
    reader
        .at(1)
        .get("/thread/v1/" + thread + "/messages?limit=100&seen=" + last)
        .expect(200)
        .path("messages")
        .forEach(message -> seqs.add(message.path("seq").asLong()));
    return seqs.stream().filter(seq -> seq >= first).toList();
  }

  /** A device is not sent its own messages: it knows their places from the acknowledgements. */
  private static SortedSet<Long> shownOrSent(Device device, ThreadId thread, long first) {
    SortedSet<Long> seqs = new TreeSet<>();
    device.inbox().shownOf(thread).forEach(message -> seqs.add(message.seq()));
    device.inbox().all(ServerFrame.Sent.class).stream()
        .filter(sent -> sent.thread().equals(thread))
        .forEach(sent -> seqs.add(sent.seq()));
    return seqs.tailSet(first);
  }

  private static void time(World world) throws Exception {
    Residents residents = world.residents();
    String mark = world.name("time");
    List<Long> times = new ArrayList<>();
    for (Map<String, ?> stated :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("sent_at", 1, "created_at", 1, "timestamp", 1),
            Map.of("sent_at", 4_102_444_800_000L))) {
      Map<String, Object> body = new HashMap<>(stated);
      String words = mark + " " + times.size();
      body.put("recipient_id", residents.bob().name());
      body.put("content", words);
      residents.ada().at(0).post("/user/v1/chat/message/send", body).expect(200);
      times.add(residents.bobs().inbox().awaitText(words).sentAtMillis());
    }
    long spread = times.getLast() - times.getFirst();
    ProbeFailed.unless(
        times.equals(times.stream().sorted().toList()) && spread < TOGETHER.toMillis(),
        "times of messages sent one after another: " + times);
  }

  private static void sentBeforeStored(World world) throws Exception {
    Residents residents = world.residents();
    untilSeen(() -> isSentUnstored(world, residents, residents.thread()));
  }

  private static void groupSentBeforeStored(World world) throws Exception {
    Residents residents = world.residents();
    ThreadId thread = ThreadId.group(GroupProbes.of(residents));
    untilSeen(() -> isSentUnstored(world, residents, thread));
  }

  private static boolean isSentUnstored(World world, Residents residents, ThreadId thread)
      throws Exception {
    sendSome(residents, thread);
    long seq = residents.adas().send(thread, world.name("sent")).seq();
    return !isStored(residents.ada().at(0), thread, seq);
  }

  private static void sentBeforeReceived(World world) throws Exception {
    Residents residents = world.residents();
    ThreadId thread = residents.thread();
    untilSeen(
        () -> {
          ServerFrame.Sent sent = residents.adas().send(thread, world.name("sent"));
          ServerFrame.Receive received = received(residents.bobs(), sent);
          return residents.adas().inbox().nanosOf(sent)
              < residents.bobs().inbox().nanosOf(received);
        });
  }

  /** What is behind these waits until they are stored, which gives a reader his chance. */
  private static void sendSome(Residents residents, ThreadId thread) {
    for (int i = 0; i < BEFORE; i++) {
      var _ = residents.adas().client().send(thread, "before it");
    }
  }

  private static void receivedBeforeStored(World world) throws Exception {
    Residents residents = world.residents();
    ThreadId thread = residents.thread();
    untilSeen(
        () -> {
          String words = world.name("here");
          sendSome(residents, thread);
          var _ = residents.adas().client().send(thread, words);
          Message last = residents.bobs().inbox().awaitText(words);
          return !isStored(residents.bob().at(1), thread, last.seq());
        });
  }

  private static ServerFrame.Receive received(Device device, ServerFrame.Sent sent)
      throws ProbeFailed, InterruptedException {
    return device
        .inbox()
        .await(
            ServerFrame.Receive.class,
            "the message with seq " + sent.seq(),
            each -> each.message().id().equals(sent.id()));
  }

  /** Without {@code seen} a page does not wait for what is on its way into the store. */
  private static boolean isStored(Calls reader, ThreadId thread, long seq) throws Exception {
    JsonNode page =
        reader
            .get("/thread/v1/" + thread + "/messages?limit=1&after=" + (seq - 1))
            .expect(200)
            .path("messages");
    return page.path(0).path("seq").asLong(-1) == seq;
  }

  private static void untilSeen(Callable<Boolean> attempt) throws Exception {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (attempt.call()) {
        return;
      }
    }
    throw new IllegalStateException("not seen in " + TRIES_MAX + " tries");
  }
}
