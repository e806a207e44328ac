package org.plumbline.messenger.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.plumbline.compose.Part;

/** The push providers' stand-ins, as a test tells them what to do and asks what they got. */
final class Providers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(100);

  private final FeatureWorld world;
  private final URI control;

  Providers(FeatureWorld world) {
    this.world = world;
    this.control = URI.create(world.environment().topology().server(Part.PUSH).uri() + "/control/");
  }

  /** The next requests for this address are answered so. */
  void behave(String provider, String address, int status, int retryAfter, int times) {
    send(
        HttpRequest.newBuilder(control.resolve("behaviours"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JSON.valueToTree(
                            Map.of(
                                "provider",
                                provider,
                                "address",
                                address,
                                "status",
                                status,
                                "retry_after",
                                retryAfter,
                                "times",
                                times))
                        .toString())));
  }

  /** A browser's subscription: {@code endpoint}, {@code p256dh}, {@code auth}. */
  JsonNode subscribe() {
    return send(
        HttpRequest.newBuilder(control.resolve("subscriptions"))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Every request for this address, in order: payload, collapse, status. */
  List<JsonNode> received(String address) {
    List<JsonNode> all = new ArrayList<>();
    send(HttpRequest.newBuilder(control.resolve("received?address=" + address)).GET())
        .path("received")
        .forEach(all::add);
    return all;
  }

  /** Waits, bounded, until the requests for this address fit. */
  List<JsonNode> await(String address, Predicate<List<JsonNode>> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<JsonNode> now = received(address);
      if (fits.test(now)) {
        return now;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("within " + PATIENCE + " came for " + address + ": " + now);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          world.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AssertionError(response + ": " + response.body());
      }
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
