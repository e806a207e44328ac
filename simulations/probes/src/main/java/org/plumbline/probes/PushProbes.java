package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.protocol.ThreadId;

/** Push to devices that are away, as the provider's stand-in received it. */
final class PushProbes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private PushProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "push_to_who_is_away",
            "A message makes the provider push to a device that has opted in and has no session,"
                + " and to none that is online or has not opted in.",
            PushProbes::away));
  }

  private static void away(World world) throws Exception {
    World.Pair pair = world.friends();
    Person online = world.person("cem");
    Person optedOut = world.person("dan");
    pair.ada().befriend(online);
    pair.ada().befriend(optedOut);
    String awayToken = registered(world, pair.bob(), true);
    String onlineToken = registered(world, online, true);
    String optedOutToken = registered(world, optedOut, false);
    try (Device ada = pair.ada().device("phone", 0);
        Device cem = online.device(Person.REGISTERED_DEVICE, 1)) {
      ThreadId withCem = pair.ada().threadWith(online);
      ada.send(withCem, "are you there?");
      cem.inbox().awaitText("are you there?");
      ada.send(pair.ada().threadWith(optedOut), "no push for you");
      ada.send(pair.ada().threadWith(pair.bob()), "wake up");
      long deadline = world.runtime().nanos() + PATIENCE.toNanos();
      // It comes last, so whatever the others would have got would be there by then.
      while (received(world, awayToken).isEmpty()) {
        ProbeFailed.unless(
            world.runtime().nanos() < deadline, "no push within " + PATIENCE.toSeconds() + " s");
        LockSupport.parkNanos(POLL.toNanos());
      }
      ProbeFailed.unless(received(world, onlineToken).isEmpty(), "a push to a device online");
      ProbeFailed.unless(
          received(world, optedOutToken).isEmpty(), "a push to a device that has not opted in");
    }
  }

  private static String registered(World world, Person person, boolean optIn) throws Exception {
    String token = world.name("fcm");
    person
        .at(0)
        .post("/user/v1/device/push", Map.of("provider", "fcm", "token", token, "opt_in", optIn))
        .expect(200);
    return token;
  }

  private static JsonNode received(World world, String token) throws Exception {
    String path = "/control/received?provider=fcm&address=" + token;
    HttpRequest request =
        HttpRequest.newBuilder(world.pushProviders().resolve(path)).timeout(PATIENCE).build();
    HttpResponse<String> answer = world.http().send(request, HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("received");
  }
}
