package org.plumbline.messenger.account;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
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
        .map(Callers::authentication)
        .map(Publishers::just)
        .orElseGet(Publishers::empty);
  }
}
