package org.plumbline.messenger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.plumbline.messenger.identity.IdsRefused;

/** 503 while this node can make no ids: its clock went back, or it does not count now. */
@Singleton
@SuppressWarnings("rawtypes") // HttpRequest is raw in the framework's interface.
final class IdsRefusedHandler implements ExceptionHandler<IdsRefused, HttpResponse<?>> {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RequestRefusedHandler refusals;

  IdsRefusedHandler(RequestRefusedHandler refusals) {
    this.refusals = refusals;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, IdsRefused refused) {
    return refusals.handle(
        request,
        RequestRefused.unavailable("this node can make no message ids now", RETRY_AFTER, refused));
  }
}
