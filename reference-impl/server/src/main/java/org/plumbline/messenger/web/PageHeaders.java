package org.plumbline.messenger.web;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers of the page and its parts (Content Security Policy level 3): scripts and styles from
 * here alone and never inline, connections to the nodes and the object store alone, no frame around
 * it.
 */
@ServerFilter({"/", "/web/**"})
final class PageHeaders {

  private final String policy;

  PageHeaders(
      WebConfig config,
      @Property(name = "messenger.media.public-endpoint", defaultValue = "") String objectStore) {
    String media = joined(Stream.of(objectStore).filter(each -> !each.isBlank()));
    String nodes =
        joined(
            config.nodes().stream()
                .flatMap(node -> Stream.of(node, node.replaceFirst("^http", "ws"))));
    policy =
        String.join(
            "; ",
            List.of(
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' blob:" + media,
                "media-src 'self' blob:" + media,
                "connect-src 'self'" + nodes + media,
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'"));
  }

  private static String joined(Stream<String> origins) {
    return origins.map(each -> " " + each).collect(Collectors.joining());
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    response
        .getHeaders()
        .set("Content-Security-Policy", policy)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        // Asked again each time, answered by 304: a page never runs with parts of another release.
        .set(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
