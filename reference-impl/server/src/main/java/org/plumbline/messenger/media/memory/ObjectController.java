package org.plumbline.messenger.media.memory;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object store of a node without servers: PUT and GET of what a signed request names, refused
 * with 403 for all else, as S3 refuses it.
 */
@Controller(ObjectController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "messenger.servers", value = "memory")
final class ObjectController {

  static final String PATH = "/objects/v1";

  private final InMemoryMediaStore store;

  ObjectController(InMemoryMediaStore store) {
    this.store = store;
  }

  @Put("/{grant}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> put(
      @PathVariable String grant, HttpRequest<?> request, @Body byte @Nullable [] object) {
    Optional<InMemoryMediaStore.Grant> granted = store.grant(grant, "PUT");
    byte[] content = object == null ? new byte[0] : object;
    String contentType = request.getHeaders().get("Content-Type");
    if (granted.isEmpty()
        || !granted.get().contentType().equals(contentType)
        || granted.get().bytes() != content.length) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    store.put(granted.get(), content);
    return HttpResponse.ok();
  }

  @Get("/{grant}")
  HttpResponse<?> get(@PathVariable String grant) {
    Optional<InMemoryMediaStore.Grant> granted = store.grant(grant, "GET");
    if (granted.isEmpty()) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    byte[] object = store.get(granted.get());
    return object == null
        ? HttpResponse.notFound()
        : HttpResponse.ok(object).contentType(granted.get().contentType());
  }
}
