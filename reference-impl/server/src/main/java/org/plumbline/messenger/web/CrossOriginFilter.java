package org.plumbline.messenger.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.ErrorBody;

/**
 * Requests of pages (Fetch standard, section 3.2): those of other nodes and of listed origins may
 * read the answers, all other foreign pages are refused before anything is done. The framework's
 * own filter lets unlisted origins proceed and merely withholds the answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CrossOriginFilter implements Ordered {

  private static final String PREFLIGHT_KEPT_SECONDS = "600";

  private final Origins origins;

  CrossOriginFilter(Origins origins) {
    this.origins = origins;
  }

  /** Before anyone asks for a token: a preflight has none. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before();
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin == null || origins.isOwn(origin, request.getHeaders().get(HttpHeaders.HOST))) {
      return null;
    }
    if (!origins.isListed(origin)) {
      return HttpResponse.status(HttpStatus.FORBIDDEN)
          .body(new ErrorBody("ORIGIN_REFUSED", "this origin is not allowed"));
    }
    boolean preflight =
        request.getMethod() == HttpMethod.OPTIONS
            && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!preflight) {
      return null;
    }
    // An answer of this method passes by the filters of answers.
    MutableHttpResponse<?> answer = HttpResponse.noContent();
    permit(request, answer);
    return answer;
  }

  @ResponseFilter
  void permit(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin == null || !origins.isListed(origin)) {
      return;
    }
    response
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
        .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
    if (request.getMethod() == HttpMethod.OPTIONS) {
      response
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
          .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_KEPT_SECONDS);
    }
  }
}
