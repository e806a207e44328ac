package org.plumbline.messenger.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Turns a refusal into its answer. */
@Singleton
@SuppressWarnings("rawtypes") // HttpRequest is raw in the framework's interface.
final class RequestRefusedHandler implements ExceptionHandler<RequestRefused, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, RequestRefused refused) {
    MutableHttpResponse<ErrorBody> response =
        HttpResponse.<ErrorBody>status(refused.status())
            .body(new ErrorBody(refused.code(), String.valueOf(refused.getMessage())));
    Duration retryAfter = refused.retryAfter();
    if (retryAfter != null) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    return response;
  }
}
