package org.plumbline.simulations.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.DeviceHttp;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.NodeAddress;

/**
 * A recipient's device and how a provider reaches it.
 *
 * @param presence whether it has a session, and whether it wants pushes
 * @param address by which the provider's stand-in names it
 */
record Handset(Account account, Presence presence, String address) {

  /** Why a device gets pushes, or none. */
  enum Presence {
    /** No session, pushes wanted: owed one. */
    AWAY,
    /** A session: owed none. */
    ONLINE,
    /** No session, pushes not wanted: owed none. */
    OPTED_OUT
  }

  private static final String ROUTE = "/user/v1/device/push";
  private static final int PROVIDERS = 3;

  UserId user() {
    return new UserId(account.user());
  }

  /** Registers a device, the providers in turn by its number. */
  static Handset register(
      DeviceHttp http,
      NodeAddress node,
      URI providers,
      Account account,
      Presence presence,
      int number,
      long seed)
      throws IOException, InterruptedException {
    boolean optIn = presence != Presence.OPTED_OUT;
    SplittableRandom random = new SplittableRandom(account.user().hashCode() * 31L + seed);
    String token = String.format("%016x%016x", random.nextLong(), random.nextLong());
    switch (number % PROVIDERS) {
      case 0 -> http.post(node, account, ROUTE, body("apns", token, optIn));
      case 1 -> http.post(node, account, ROUTE, body("fcm", token, optIn));
      default -> {
        JsonNode subscription = http.post(providers.resolve("/control/subscriptions"));
        var _ =
            http.post(
                node,
                account,
                ROUTE,
                Map.of("provider", "webpush", "subscription", subscription, "opt_in", optIn));
        String endpoint = subscription.path("endpoint").asText();
        token = endpoint.substring(endpoint.lastIndexOf('/') + 1);
      }
    }
    return new Handset(account, presence, token);
  }

  private static Map<String, Object> body(String provider, String token, boolean optIn) {
    return Map.of("provider", provider, "token", token, "opt_in", optIn);
  }
}
