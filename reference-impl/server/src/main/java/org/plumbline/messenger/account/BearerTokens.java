package org.plumbline.messenger.account;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets Micronaut Security take our tokens. The name of the authentication is the user's id; the
 * device stands in the attribute {@code device_id}.
 */
@Singleton
final class BearerTokens<T> implements TokenValidator<T> {

  private final Tokens tokens;

  BearerTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable T request) {
    return tokens
        .verify(token)
        .map(BearerTokens::authentication)
        .map(Publishers::just)
        .orElseGet(Publishers::empty);
  }

  private static Authentication authentication(Identity identity) {
    return Authentication.build(
        identity.user().value(), Map.of("device_id", identity.device().value()));
  }
}
