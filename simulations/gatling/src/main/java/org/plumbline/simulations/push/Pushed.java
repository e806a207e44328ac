package org.plumbline.simulations.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.simulations.driver.DeviceHttp;

/**
 * A push as a provider got it.
 *
 * @param address of the device, as the provider names it
 * @param collapse what the provider would collapse on
 * @param thread the thread that it speaks of; empty when it names none
 * @param seq the newest message that it speaks of, or -1
 * @param accepted whether a device would have got it
 * @param atMillis since 1970
 * @param payload all of it
 */
record Pushed(
    String address,
    String collapse,
    String thread,
    long seq,
    boolean accepted,
    long atMillis,
    String payload) {

  /** All that the stand-ins have got, from whichever load. */
  static List<Pushed> all(DeviceHttp http, URI providers) throws IOException, InterruptedException {
    List<Pushed> all = new ArrayList<>();
    for (JsonNode one : http.get(providers.resolve("/control/received")).path("received")) {
      all.add(of(one));
    }
    return all;
  }

  /** Each provider wraps the message's data in its own way; the names in it are the same. */
  static Pushed of(JsonNode received) {
    JsonNode payload = received.path("payload");
    JsonNode thread = payload.findValue("thread_id");
    JsonNode seq = payload.findValue("seq");
    return new Pushed(
        received.path("address").asText(),
        received.path("collapse").asText(),
        thread == null ? "" : thread.asText(),
        seq == null ? -1 : seq.asLong(-1),
        received.path("status").asInt() < 300,
        received.path("at_ms").asLong(),
        payload.toString());
  }
}
