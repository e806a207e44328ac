package org.plumbline.messenger.account;

import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** The identity of a caller over HTTP, to and from what Micronaut Security hands to a route. */
public final class Callers {

  private static final String DEVICE = "device_id";
  private static final String EXPIRY = "expiry_time";
  private static final String LOGIN = "login";

  private Callers() {}

  static Authentication authentication(Identity identity) {
    return Authentication.build(
        identity.user().value(),
        Map.of(
            DEVICE, identity.device().value(),
            EXPIRY, identity.expiryEpochSeconds(),
            LOGIN, identity.login()));
  }

  /** Who calls: always from the verified token, whatever the request's body says. */
  public static Identity identity(Authentication caller) {
    Map<String, Object> attributes = caller.getAttributes();
    return new Identity(
        new UserId(caller.getName()),
        new DeviceId(String.valueOf(attributes.get(DEVICE))),
        number(attributes, EXPIRY),
        number(attributes, LOGIN));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
