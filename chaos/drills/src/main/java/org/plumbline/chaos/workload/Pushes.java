package org.plumbline.chaos.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.PushAddress;
import org.plumbline.client.RequestFailed;

/** The addresses at which devices are woken, and what the providers' stand-ins got for them. */
final class Pushes {

  private static final String PROVIDER = "fcm";
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final int ACCEPTED_BELOW = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fleet fleet;
  private final Map<String, Participant> byAddress = new LinkedHashMap<>();

  Pushes(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Registers these devices, who are logged in, where there are providers. */
  void register(List<Participant> devices) throws RequestFailed {
    if (fleet.plan().outlook().pushProviders().isEmpty()) {
      return;
    }
    for (Participant device : devices) {
      String address = "handset-of-" + device.user.value() + "-" + device.device.value();
      new MessengerHttp(fleet.runtime(), device.home())
          .registerPush(device.token(), new PushAddress.AppToken(PROVIDER, address), true);
      byAddress.put(address, device);
      device.recorder.note(
          EventType.OK, Operation.REGISTER, null, "", fleet.runtime().nanos(), null);
    }
  }

  /** Writes down what the providers have accepted for these devices. */
  void collect() throws InterruptedException {
    URI providers = fleet.plan().outlook().pushProviders().orElse(null);
    if (providers == null || byAddress.isEmpty()) {
      return;
    }
    // Their time of day as a time of this process' clock.
    long offset =
        fleet.runtime().nanos()
            - TimeUnit.MILLISECONDS.toNanos(fleet.plan().outlook().clock().millis());
    URI page = providers.resolve("/control/received?provider=" + PROVIDER);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(page).timeout(WITHIN).build(),
              HttpResponse.BodyHandlers.ofString());
      for (JsonNode each : JSON.readTree(answer.body()).path("received")) {
        Participant device = byAddress.get(each.path("address").asText());
        if (device != null && each.path("status").asInt() < ACCEPTED_BELOW) {
          note(device, each, offset);
        }
      }
    } catch (IOException e) {
      fleet.note(driverNote("the push providers could not be asked: " + e));
    }
  }

  private static void note(Participant device, JsonNode received, long offset) {
    JsonNode thread = received.path("payload").findValue("thread_id");
    JsonNode seq = received.path("payload").findValue("seq");
    MessageFacts place =
        MessageFacts.ofPlace(
            thread == null ? "" : thread.asText(),
            seq == null ? HistoryEvent.NO_SEQ : seq.asLong(HistoryEvent.NO_SEQ));
    device.recorder.note(
        EventType.OK,
        Operation.PUSH,
        place,
        "",
        TimeUnit.MILLISECONDS.toNanos(received.path("at_ms").asLong()) + offset,
        Particulars.push(received.path("collapse").asText()));
  }

  private HistoryEvent driverNote(String what) {
    return new HistoryEvent(
        -1,
        fleet.runtime().nanos(),
        EventType.INFO,
        -1,
        "",
        "",
        0,
        "",
        Operation.FAULT,
        null,
        0,
        -1,
        what);
  }
}
