package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;

/** What one server does when there is no other: a world whose nodes are all the same one. */
public final class SingleServerProbes {

  /** The evidence that claims name. */
  public static final String EVIDENCE_ID = "probe.single_server";

  private SingleServerProbes() {}

  /** All of them. */
  public static List<Probe> all() {
    return List.of(
        new Probe(
            "one_server_passes_on_and_stores",
            "One server takes a message, stores it, passes it on, tells the sender that it was"
                + " delivered and read, and gives it from the history to who comes later.",
            SingleServerProbes::passesOnAndStores),
        new Probe(
            "one_server_knows_who_is_online",
            "One server records who is online, and tells a friend who watches.",
            SingleServerProbes::knowsWhoIsOnline),
        new Probe(
            "one_server_has_groups",
            "A group lives on one server, which takes its text to the members.",
            SingleServerProbes::hasGroups));
  }

  private static void passesOnAndStores(World world) throws Exception {
    Residents residents = world.residents();
    ProbeFailed.unless(
        residents.adas().welcome().node().equals(residents.bobs().welcome().node()),
        "two servers: " + residents.adas().welcome() + ", " + residents.bobs().welcome());
    ThreadId thread = residents.thread();
    String words = world.name("alone");
    long seq = residents.adas().send(thread, words).seq();
    residents.bobs().inbox().awaitText(words);
    residents.bobs().client().read(thread, seq);
    for (Status status : List.of(Status.DELIVERED, Status.READ)) {
      residents
          .adas()
          .inbox()
          .await(
              ServerFrame.Receipt.class,
              status + " up to " + seq,
              receipt -> receipt.status() == status && receipt.upTo() >= seq);
    }
    JsonNode page =
        residents
            .bob()
            .at(0)
            .get("/thread/v1/" + thread + "/messages?limit=1&after=" + (seq - 1) + "&seen=" + seq)
            .expect(200)
            .path("messages");
    ProbeFailed.unless(page.path(0).path("text").asText().equals(words), "stored: " + page);
    try (Device late = residents.bob().device("late", 0)) {
      Message caughtUp = late.inbox().awaitText(words);
      ProbeFailed.unless(caughtUp.seq() == seq, caughtUp + " at " + seq);
    }
  }

  private static void knowsWhoIsOnline(World world) throws Exception {
    Residents residents = world.residents();
    Device adas = residents.adas();
    adas.client().watchPresence(List.of(residents.bob().id()));
    adas.inbox()
        .await(
            ServerFrame.PresenceUpdate.class,
            "that " + residents.bob().name() + " is online",
            update -> update.user().equals(residents.bob().id()) && update.online());
  }

  private static void hasGroups(World world) throws Exception {
    Residents residents = world.residents();
    ThreadId thread = ThreadId.group(GroupProbes.of(residents));
    String words = world.name("crew");
    residents.adas().send(thread, words);
    residents.bobs().inbox().awaitText(words);
  }
}
