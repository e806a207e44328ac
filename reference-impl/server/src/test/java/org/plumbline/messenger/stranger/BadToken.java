package org.plumbline.messenger.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;

/** A token in the name of the owner, on her own device, that does not count. */
enum BadToken {
  EXPIRED,
  FORGED,
  FOREIGN_SECRET,
  FOREIGN_AUDIENCE,
  REVOKED;

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final DeviceId PHONE = new DeviceId("phone");

  /** The token; that of a login which the owner has ended is made once, by the world. */
  String of(World world, String revoked) {
    InstantSource now = InstantSource.system();
    return switch (this) {
      case EXPIRED ->
          issued(World.SIGNING_SECRET, "plumbline-messenger", () -> now.instant().minus(LIFE));
      case FORGED -> {
        String good = world.token(World.ADA);
        // Another user in the middle part, under the signature of the first.
        String other = world.token(World.BOB);
        yield good.substring(0, good.indexOf('.'))
            + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
            + good.substring(good.lastIndexOf('.'));
      }
      case FOREIGN_SECRET ->
          issued("the secret of another deployment altogether", "plumbline-messenger", now);
      case FOREIGN_AUDIENCE -> issued(World.SIGNING_SECRET, "another-deployment", now);
      case REVOKED -> revoked;
    };
  }

  private static String issued(String secret, String audience, InstantSource clock) {
    return new Tokens(secret.getBytes(UTF_8), LIFE, audience, clock)
        .issue(World.ADA, PHONE)
        .token();
  }
}
