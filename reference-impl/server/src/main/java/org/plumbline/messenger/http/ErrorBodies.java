package org.plumbline.messenger.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/** Gives the framework's own errors (no such route, unreadable body, no token) the common body. */
@Primary
@Singleton
final class ErrorBodies implements ErrorResponseProcessor<ErrorBody> {

  @Override
  public MutableHttpResponse<ErrorBody> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return response
        .body(new ErrorBody(code(response), detail(context, response)))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static String code(MutableHttpResponse<?> response) {
    return switch (response.code()) {
      case 400 -> "MALFORMED";
      case 503 -> "UNAVAILABLE";
      default ->
          HttpStatus.getDefaultReason(response.code()).toUpperCase(Locale.ROOT).replace(' ', '_');
    };
  }

  private static String detail(ErrorContext context, MutableHttpResponse<?> response) {
    // A fault of our own is in the log; its text may hold what no stranger should read.
    if (!context.hasErrors() || response.code() >= 500) {
      return response.reason();
    }
    return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
  }
}
