package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** HTTP as it is used: kept connections, limits, who asks whom when polling. */
final class TransportProbes {

  private static final int REQUESTS = 20;

  /** Above the allowance of a user and what it gains while a slow machine asks so often. */
  private static final int REQUESTS_UNTIL_REFUSED_MAX = 5_000;

  private static final int REQUESTS_AT_ONCE = 50;
  private static final int WAIT_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  /** A request that is not answered for so long was not answered at once. */
  private static final Duration HELD = Duration.ofMillis(300);

  private TransportProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "http_connection_is_kept",
            REQUESTS + " requests, one after another, are answered over one TCP connection.",
            TransportProbes::kept),
        new Probe(
            "over_the_limit_alone",
            "Who asks more often than he may is answered 429 and told when to come back, while"
                + " another user is served.",
            TransportProbes::limited),
        new Probe(
            "client_asks_in_short_polling",
            "In short polling the client asks: a request is answered at once, with nothing while"
                + " there is nothing, and with the message by the first request after it came.",
            TransportProbes::shortPoll),
        new Probe(
            "long_poll_is_held",
            "A long poll is held until a message comes, and is answered with it.",
            TransportProbes::longPoll));
  }

  private static void kept(World world) throws Exception {
    Person ada = world.residents().ada();
    try (KeptConnection connection = KeptConnection.to(world.http(0), ada.token())) {
      for (int i = 0; i < REQUESTS; i++) {
        int status = connection.get("/user/v1/friend").status();
        ProbeFailed.unless(status == 200, "request " + i + " was answered " + status);
      }
      ProbeFailed.unless(connection.answered() == REQUESTS, "answered " + connection.answered());
    }
  }

  private static void limited(World world) throws Exception {
    Person eve = world.person("eve");
    Map<String, String> refusal = Map.of();
    try (KeptConnection connection = KeptConnection.to(world.http(0), eve.token())) {
      while (refusal.isEmpty()) {
        ProbeFailed.unless(
            connection.answered() < REQUESTS_UNTIL_REFUSED_MAX,
            connection.answered() + " requests were answered");
        // What cannot be read counts as well, and costs no store a look.
        refusal =
            connection.get("/thread/v1?limit=none", REQUESTS_AT_ONCE).stream()
                .filter(reply -> reply.status() == 429)
                .findFirst()
                .map(KeptConnection.Reply::headers)
                .orElse(Map.of());
      }
    }
    String after = refusal.getOrDefault("retry-after", "missing");
    ProbeFailed.unless(after.matches("[1-9][0-9]{0,3}"), "Retry-After: " + after);
    int other = world.residents().ada().at(0).get("/user/v1/friend").status();
    ProbeFailed.unless(other == 200, "another user was answered " + other);
  }

  /** A session of polls, of a device of its own. */
  private static final class Polling {
    private final Calls calls;
    private final String session;
    private long ack;

    Polling(World world, String device) throws Exception {
      this.calls = world.calls(1, world.residents().bob().tokenOf(device).value());
      JsonNode opened = calls.post("/poll/v1/open", Map.of()).expect(200);
      this.session = opened.path("session").asText();
      this.ack = opened.path("ack").asLong();
    }

    JsonNode ask(int waitSeconds) throws Exception {
      JsonNode answer =
          calls
              .get("/poll/v1/frames?session=" + session + "&after=" + ack + "&wait=" + waitSeconds)
              .expect(200);
      ack = answer.path("ack").asLong();
      return answer.path("frames");
    }

    /** Others write as well: what has not these words in it is asked for again. */
    JsonNode askFor(String words) throws Exception {
      JsonNode frames = ask(WAIT_SECONDS);
      while (!frames.toString().contains(words)) {
        frames = ask(WAIT_SECONDS);
      }
      return frames;
    }

    void leave() throws Exception {
      calls.post("/poll/v1/close?session=" + session, Map.of()).expect(204);
    }
  }

  private static void shortPoll(World world) throws Exception {
    Polling polling = new Polling(world, "short-poll");
    String words = world.name("short");
    world.residents().adas().send(world.residents().thread(), words);
    String heard = "";
    boolean empty = false;
    long deadline = world.runtime().nanos() + PATIENCE.toNanos();
    while (!heard.contains(words) || !empty) {
      ProbeFailed.unless(
          world.runtime().nanos() < deadline, "an empty answer: " + empty + "; heard " + heard);
      LockSupport.parkNanos(POLL.toNanos());
      JsonNode frames = polling.ask(0);
      empty |= frames.isEmpty();
      heard += frames;
    }
    polling.leave();
  }

  private static void longPoll(World world) throws Exception {
    Polling polling = new Polling(world, "long-poll");
    String words = world.name("long");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonNode> asked = executor.submit(() -> polling.askFor(words));
      try {
        ProbeFailed.unless(!isAnswered(asked, HELD), "answered before there was a message");
        world.residents().adas().send(world.residents().thread(), words);
        ProbeFailed.unless(
            isAnswered(asked, PATIENCE), "no message within " + PATIENCE.toSeconds() + " s");
      } finally {
        asked.cancel(true);
      }
    }
    polling.leave();
  }

  private static boolean isAnswered(Future<JsonNode> asked, Duration within) throws Exception {
    try {
      return asked.get(within.toMillis(), TimeUnit.MILLISECONDS).isArray();
    } catch (TimeoutException e) {
      return false;
    }
  }
}
