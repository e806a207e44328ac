package org.plumbline.messenger.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;

/**
 * Routes exist only where the node has their role: polls belong to {@code chat}, all others to
 * {@code api}. Health, metrics and administration are everywhere.
 */
// Before the token is asked for: a route that is elsewhere is not here for anybody.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RoleFilter {

  private static final List<String> EVERYWHERE = List.of("/health", "/prometheus", "/admin/");
  private static final List<String> CHAT = List.of("/poll/", "/ws");

  private final NodeConfig node;

  RoleFilter(NodeConfig node) {
    this.node = node;
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuseWhatIsElsewhere(HttpRequest<?> request) {
    String path = request.getPath();
    NodeRole needed = startsWithOneOf(path, CHAT) ? NodeRole.CHAT : NodeRole.API;
    if (node.has(needed) || startsWithOneOf(path, EVERYWHERE)) {
      return null;
    }
    return HttpResponse.status(HttpStatus.NOT_FOUND)
        .body(new ErrorBody("NOT_HERE", "this node does not have the role " + needed.name()));
  }

  private static boolean startsWithOneOf(String path, List<String> prefixes) {
    return prefixes.stream().anyMatch(path::startsWith);
  }
}
