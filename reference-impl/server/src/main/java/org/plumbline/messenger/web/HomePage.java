package org.plumbline.messenger.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /}: the web client. Its parts lie below {@code /web}. */
@Controller("/")
final class HomePage {

  private static final String FILE = "classpath:web/index.html";

  private final byte[] page;

  HomePage(ResourceLoader resources) {
    try (InputStream in =
        resources
            .getResourceAsStream(FILE)
            .orElseThrow(() -> new IllegalStateException(FILE + ": missing"))) {
      page = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page, for everyone: who someone is, is asked by the routes that it calls. */
  @Get(produces = MediaType.TEXT_HTML)
  byte[] page() {
    return page.clone();
  }
}
