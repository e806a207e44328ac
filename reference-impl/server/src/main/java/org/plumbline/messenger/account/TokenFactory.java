package org.plumbline.messenger.account;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes the tokens at the start of the node, so that a missing secret stops it there. */
@Factory
final class TokenFactory {

  @Context
  Tokens tokens(
      TokenConfig config,
      @Property(name = "messenger.servers", defaultValue = "real") String servers,
      InstantSource clock,
      Revocations revocations) {
    return new Tokens(
        secret(config.secret(), servers),
        config.lifetime(),
        config.audience(),
        clock,
        revocations::isEnded);
  }

  private static byte[] secret(@Nullable String secret, String servers) {
    if (secret != null && !secret.isEmpty()) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    if (!servers.equals("memory")) {
      throw new IllegalStateException(
          "messenger.token.secret: missing (expected: at least "
              + Tokens.SECRET_BYTES_MIN
              + " bytes, the same on all nodes; set MESSENGER_TOKEN_SECRET)");
    }
    byte[] random = new byte[Tokens.SECRET_BYTES_MIN];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
