package org.plumbline.messenger.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/**
 * To who does not give the operator's secret his routes do not exist. Looked at before anything
 * else of the request, so that not even a malformed body tells that there is a route.
 */
@ServerFilter("/admin/**")
@SecurityScheme(
    name = OperatorFilter.SECRET,
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    paramName = AdminConfig.TOKEN,
    description = "The secret messenger.admin.token; without it there is no such route")
final class OperatorFilter {

  /** The name of the secret in the routes' document. */
  static final String SECRET = "operator";

  private final AdminConfig config;

  OperatorFilter(AdminConfig config) {
    this.config = config;
  }

  @RequestFilter
  void requireOperator(HttpRequest<?> request) {
    config.requireOperator(request.getHeaders().get(AdminConfig.TOKEN));
  }
}
