package org.plumbline.messenger.http;

import io.micronaut.web.router.UriRouteInfo;
import java.util.Set;

/** The routes that need no token, each named, so that a new one is a decision. */
public final class PublicRoutes {

  private static final Set<String> NAMES =
      Set.of(
          "POST /user/v1/register",
          "POST /user/v1/auth",
          "POST /user/v1/code",
          "POST /user/v1/refresh",
          "POST /user/v1/qrCode/generate",
          "POST /user/v1/qrCode/claim",
          "GET /nodes/v1",
          "GET /",
          "GET /health",
          "GET /health/{selector}",
          "GET /health/liveness",
          "GET /health/readiness",
          "GET /prometheus",
          // Their own secret stands in the address, or is asked for; see their own tests.
          "GET /objects/v1/{grant}",
          "PUT /objects/v1/{grant}",
          "GET /admin/v1/dead-letters",
          "POST /admin/v1/dead-letters/replay",
          "GET /admin/v1/shards",
          "POST /admin/v1/shards/rebalance",
          "POST /admin/v1/accounts",
          "POST /admin/v1/friends");

  private PublicRoutes() {}

  /** Whether the route needs no token. */
  public static boolean contains(String named) {
    return NAMES.contains(named);
  }

  /** Method and path of a route, as they are written here. */
  public static String named(UriRouteInfo<?, ?> route) {
    // The framework answers HEAD wherever it answers GET.
    return route.getHttpMethodName().replace("HEAD", "GET")
        + " "
        + route.getUriMatchTemplate().toPathString();
  }
}
