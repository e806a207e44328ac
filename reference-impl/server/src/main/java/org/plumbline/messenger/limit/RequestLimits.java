package org.plumbline.messenger.limit;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.security.Principal;
import java.time.Duration;
import org.plumbline.messenger.http.RequestRefused;

/**
 * Counts HTTP requests once it is known who asks: a user, or an address without one. What may be
 * asked without a user costs most there is (a password's hash), and guesses are made there.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLimits implements Ordered {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final RateLimits limits;
  private final ClientAddresses addresses;

  RequestLimits(RateLimits limits, ClientAddresses addresses) {
    this.limits = limits;
    this.addresses = addresses;
  }

  @RequestFilter
  void count(HttpRequest<?> request) {
    String path = request.getPath();
    if (path.startsWith("/health") || path.equals("/prometheus")) {
      return;
    }
    Principal user = request.getUserPrincipal().orElse(null);
    Allowance allowance = user == null ? Allowance.STRANGER : Allowance.REQUEST;
    String who =
        user == null
            ? addresses.of(request.getRemoteAddress(), request.getHeaders().getAll(FORWARDED_FOR))
            : user.getName();
    long waitMillis = limits.take(allowance, who);
    if (waitMillis > 0) {
      throw RequestRefused.throttled(
          "more than " + limits.describe(allowance), Duration.ofMillis(waitMillis));
    }
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }
}
