package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.client.Backoff;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.Disconnect;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;

/** Devices of different kinds, and devices that come, go and move. */
final class MobileProbes {

  /** Comes back soon, so that a cut costs a probe little time. */
  private static final ClientSettings EAGER =
      ClientSettings.standard()
          .with(
              new ClientSettings.Connecting(
                  Duration.ofSeconds(10),
                  1_024,
                  2,
                  new Backoff(
                      Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1))));

  private static final int CUTS = 3;

  private MobileProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "cut_receiver_misses_nothing",
            "A device whose connection is cut again and again shows each message once and in"
                + " order; the sender sends each once and is asked for no repeat.",
            MobileProbes::cutReceiver),
        new Probe(
            "browser_beside_mobile",
            "A node serves the web client's page, and a browser's upgrade by ticket gets the"
                + " messages that the user's other devices get.",
            MobileProbes::browser),
        new Probe(
            "directory_follows_a_move",
            "A device that opens a session on another node gets its messages there from then on,"
                + " and its older session is closed.",
            MobileProbes::move));
  }

  private static void cutReceiver(World world) throws Exception {
    Residents residents = world.residents();
    String mark = world.name("cut");
    List<String> said = new ArrayList<>();
    try (Device phone = residents.bob().device(mark, 1, EAGER)) {
      for (int i = 0; i <= CUTS; i++) {
        String words = mark + " " + i;
        said.add(words);
        ServerFrame.Sent sent = residents.adas().send(residents.thread(), words);
        int attempts =
            residents
                .adas()
                .inbox()
                .await(
                    Inbox.Acknowledged.class,
                    "the acknowledgement of " + words,
                    each -> each.tempId().equals(sent.tempId()))
                .attempts();
        ProbeFailed.unless(attempts == 1, words + " was sent " + attempts + " times");
        if (i < CUTS) {
          phone.client().interrupt();
        }
      }
      phone.inbox().awaitText(said.getLast());
      List<String> shown =
          phone.inbox().shownOf(residents.thread()).stream()
              .map(Message::text)
              .filter(said::contains)
              .toList();
      ProbeFailed.unless(shown.equals(said), "shown: " + shown);
      int sessions = phone.inbox().all(ServerFrame.Welcome.class).size();
      ProbeFailed.unless(sessions > 1, "it was never cut: " + sessions + " session");
    }
  }

  private static void browser(World world) throws Exception {
    Residents residents = world.residents();
    Calls.Answer page = world.stranger(0).get("/");
    ProbeFailed.unless(
        page.status() == 200 && page.body().contains("<script"),
        "GET / answered " + page.status() + ": " + page.body());
    String words = world.name("to the browser");
    String token = residents.bob().tokenOf("browser").value();
    JsonNode ticket = world.calls(0, token).post("/user/v1/ticket", Map.of()).expect(200);
    try (Browser browser = Browser.open(world, 0, ticket.path("ticket").asText())) {
      browser.awaitFrameWith("\"WELCOME\"");
      residents.adas().send(residents.thread(), words);
      browser.awaitFrameWith(words);
      residents.bobs().inbox().awaitText(words);
    }
  }

  private static void move(World world) throws Exception {
    Residents residents = world.residents();
    String mark = world.name("move");
    try (Device before = residents.bob().device(mark, 0)) {
      residents.adas().send(residents.thread(), mark + " here");
      before.inbox().awaitText(mark + " here");
      try (Device after = residents.bob().device(mark, 1)) {
        ProbeFailed.unless(
            !after.welcome().node().equals(before.welcome().node())
                && after.welcome().epoch() > before.welcome().epoch(),
            before.welcome() + " was followed by " + after.welcome());
        residents.adas().send(residents.thread(), mark + " there");
        after.inbox().awaitText(mark + " there");
        before
            .inbox()
            .await(
                Inbox.Ended.class,
                "the end of the older session",
                end ->
                    end.cause() instanceof Disconnect.Closed(int code, String _)
                        && code == CloseCode.REPLACED.code());
        List<String> late =
            before.inbox().shownOf(residents.thread()).stream()
                .map(Message::text)
                .filter(text -> text.equals(mark + " there"))
                .toList();
        ProbeFailed.unless(late.isEmpty(), "the older session got " + late);
      }
    }
  }
}
