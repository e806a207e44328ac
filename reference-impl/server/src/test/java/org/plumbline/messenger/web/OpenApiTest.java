package org.plumbline.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The routes' document is the one that the compiler made of the routes. */
class OpenApiTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "openapi.yaml");

  @Test
  void shouldBeTheDocumentOfTheRoutesAsTheyAre() throws IOException {
    String made;
    try (InputStream in =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/META-INF/swagger/plumbline.yml"),
            "META-INF/swagger/plumbline.yml")) {
      made = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/openapi.yaml, which -Ddocs.write=true writes anew with this test")
        .isEqualTo(made);
    assertThat(made).contains("/poll/v1/frames", "/thread/v1/{thread_id}/messages", "bearer");
  }
}
