package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.protocol.ServerFrame;

/** Who is online. */
final class PresenceProbes {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private PresenceProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "presence_pull",
            "A device pulls whether a friend is online, and when the friend was last seen.",
            PresenceProbes::pull),
        new Probe(
            "presence_of_the_viewport",
            "A device that watches a friend is told when the friend comes.",
            PresenceProbes::viewport));
  }

  private static void pull(World world) throws Exception {
    World.Pair pair = world.friends();
    try (Device bob = pair.bob().device("phone", 1)) {
      ProbeFailed.unless(bob.client().isConnected(), "not connected");
      JsonNode online = entry(pair);
      ProbeFailed.unless(online.path("status").asText().equals("online"), "online: " + online);
    }
    long deadline = world.runtime().nanos() + PATIENCE.toNanos();
    JsonNode entry = entry(pair);
    while (entry.path("status").asText().equals("online") || entry.path("last_seen").isNull()) {
      ProbeFailed.unless(
          world.runtime().nanos() < deadline,
          "after " + PATIENCE.toSeconds() + " s away: " + entry);
      LockSupport.parkNanos(POLL.toNanos());
      entry = entry(pair);
    }
    ProbeFailed.unless(entry.path("last_seen").asLong() > 0, "last seen: " + entry);
  }

  private static JsonNode entry(World.Pair pair) throws Exception {
    return pair.ada()
        .at(0)
        .get("/presence/v1?users=" + pair.bob().name())
        .expect(200)
        .path("presence")
        .path(0);
  }

  private static void viewport(World world) throws Exception {
    World.Pair pair = world.friends();
    try (Device ada = pair.ada().device("phone", 0)) {
      ada.client().watchPresence(List.of(pair.bob().id()));
      ada.inbox().await(ServerFrame.PresenceUpdate.class, "the first state", _ -> true);
      try (Device bob = pair.bob().device("phone", 1)) {
        ada.inbox()
            .await(
                ServerFrame.PresenceUpdate.class,
                "the news that " + bob.welcome().user() + " is online",
                ServerFrame.PresenceUpdate::online);
      }
    }
  }
}
