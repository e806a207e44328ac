package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * A user who writes into many threads without a stop, one message after the other, edits some of
 * his words and withdraws others; and what must be read of it.
 */
final class Chatter implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final String TEMP_ID = "c-";

  /** In so many something is edited in every thread, and something withdrawn. */
  private static final int ROUNDS_MIN = 10;

  /** Words of which a withdrawn message must leave none. */
  static final String SECRET = "secret";

  private record Said(TempId tempId, Content content) {}

  private final FeatureWorld.User user;
  private final FeatureWorld.Device device;
  private final List<ThreadId> threads;
  private final Map<ThreadId, List<Said>> said = new ConcurrentHashMap<>();
  private final Thread loop = Thread.ofVirtual().unstarted(this::run);
  private volatile boolean ending;
  private int count;

  Chatter(FeatureWorld.User user, List<ThreadId> threads) {
    this.user = user;
    this.device = user.device("phone", 1);
    this.threads = List.copyOf(threads);
    threads.forEach(thread -> said.put(thread, new ArrayList<>()));
  }

  void start() {
    loop.start();
  }

  private void run() {
    for (int turn = 0; !ending || turn < ROUNDS_MIN * threads.size(); turn++) {
      ThreadId thread = threads.get(turn % threads.size());
      int round = turn / threads.size();
      if (round % 4 == 3) {
        change(thread, round);
      } else {
        say(thread, new Content.Text((round % 4 == 1 ? SECRET : "words ") + count));
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void say(ThreadId thread, Content content) {
    Said next = new Said(new TempId(TEMP_ID + count++), content);
    synchronized (said) {
      list(thread).add(next);
    }
    device.client().send(thread, next.tempId(), content);
  }

  /** What is withdrawn is the word before it was edited, so both must go. */
  private void change(ThreadId thread, int round) {
    List<Said> all = saidIn(thread);
    Said secret = all.get(all.size() - 2);
    Said words = all.get(all.size() - 3);
    if (round % 8 == 3) {
      say(thread, new Content.Edit(seqOf(words), "better " + count));
    } else {
      say(thread, new Content.Edit(seqOf(secret), SECRET + " too " + count));
      say(thread, new Content.Deletion(seqOf(secret)));
    }
  }

  private long seqOf(Said one) {
    return device.inbox().awaitSent(one.tempId()).seq();
  }

  private List<Said> list(ThreadId thread) {
    return Objects.requireNonNull(said.get(thread), "a thread of its own");
  }

  private List<Said> saidIn(ThreadId thread) {
    synchronized (said) {
      return List.copyOf(list(thread));
    }
  }

  /** How many messages were acknowledged so far. */
  int acknowledged() {
    return device.inbox().all(ServerFrame.Sent.class).size();
  }

  /** Ends it, and waits until everything is acknowledged. */
  void end() throws InterruptedException {
    ending = true;
    assertThat(loop.join(Duration.ofSeconds(30))).as("the chatter ends").isTrue();
    threads.forEach(thread -> saidIn(thread).forEach(this::seqOf));
  }

  /** Reads a thread at this node: what was acknowledged, in its order, each message once. */
  List<JsonNode> assertRead(ThreadId thread, int node) {
    List<Said> before = saidIn(thread);
    Map<TempId, Long> seqs = new HashMap<>();
    device.inbox().all(ServerFrame.Sent.class).forEach(sent -> seqs.put(sent.tempId(), sent.seq()));
    long seen = -1;
    int acknowledged = 0;
    for (int i = 0; i < before.size(); i++) {
      Long seq = seqs.get(before.get(i).tempId());
      if (seq != null) {
        seen = seq;
        acknowledged = i + 1;
      }
    }
    List<JsonNode> read = read(thread, node, seen);
    List<String> names = read.stream().map(each -> each.path("temp_id").asText()).toList();
    List<String> all = saidIn(thread).stream().map(each -> each.tempId().value()).toList();
    assertThat(names).as("at node %s", node).hasSizeGreaterThanOrEqualTo(acknowledged);
    assertThat(names).as("at node %s", node).isEqualTo(all.subList(0, names.size()));
    return read;
  }

  private List<JsonNode> read(ThreadId thread, int node, long seen) {
    List<JsonNode> read = new ArrayList<>();
    long last = -1;
    while (true) {
      String path = "/thread/v1/" + thread + "/messages?limit=100&after=" + last;
      JsonNode page = answered(path + (seen < 0 ? "" : "&seen=" + seen), node);
      if (page.path("messages").isEmpty()) {
        return read;
      }
      for (JsonNode message : page.path("messages")) {
        assertThat(message.path("seq").asLong()).isGreaterThan(last);
        last = message.path("seq").asLong();
        if (message.path("temp_id").asText().startsWith(TEMP_ID)) {
          read.add(message);
        }
      }
    }
  }

  /** A node may ask to come again while the log's share of a dead one is on its way to another. */
  private JsonNode answered(String path, int node) {
    List<Calls.Answer> answers = new ArrayList<>();
    Await.until(
        path + " at node " + node,
        () -> {
          answers.add(user.at(node).get(path));
          return answers.getLast().status() != 503;
        });
    return answers.getLast().expect(200);
  }

  /** Reads a thread of which nothing is said any more: every change has had its effect. */
  void assertChanged(ThreadId thread, int node) {
    List<JsonNode> read = assertRead(thread, node);
    List<Said> all = saidIn(thread);
    assertThat(read).hasSameSizeAs(all);
    Map<Long, String> edited = new HashMap<>();
    Set<Long> withdrawn = new HashSet<>();
    for (Said each : all) {
      switch (each.content()) {
        case Content.Edit edit -> edited.put(edit.target(), edit.text());
        case Content.Deletion deletion -> withdrawn.add(deletion.target());
        case Content.Text _, Content.Media _, Content.Deleted _, Content.MembershipChange _ -> {
          // They change no other message.
        }
      }
    }
    for (int i = 0; i < all.size(); i++) {
      JsonNode message = read.get(i);
      Content content = all.get(i).content();
      long target = content instanceof Content.Edit edit ? edit.target() : -1;
      if (withdrawn.contains(message.path("seq").asLong()) || withdrawn.contains(target)) {
        assertThat(message.path("kind").asText()).isEqualTo("deleted");
        assertThat(message.toString()).doesNotContain(SECRET);
      } else if (content instanceof Content.Text text) {
        assertThat(message.path("text").asText())
            .isEqualTo(edited.getOrDefault(message.path("seq").asLong(), text.text()));
      }
    }
    assertThat(withdrawn).as("something was withdrawn").isNotEmpty();
    assertThat(edited).as("something was edited").hasSizeGreaterThan(withdrawn.size());
  }

  @Override
  public void close() {
    loop.interrupt();
    device.close();
  }
}
