package org.plumbline.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.Messenger;

/** The routes' document is the one that the compiler made of the routes. */
class OpenApiTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "openapi.yaml");

  @Test
  void shouldBeTheDocumentOfTheRoutesAsTheyAre() throws IOException {
    // Where the messenger's own classes are: the tests' classes hold one of their own routes.
    URI classes =
        URI.create(Messenger.class.getProtectionDomain().getCodeSource().getLocation().toString());
    String made = Files.readString(Path.of(classes).resolve("META-INF/swagger/plumbline.yml"));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/openapi.yaml, which -Ddocs.write=true writes anew with this test")
        .isEqualTo(made);
    assertThat(made).contains("/poll/v1/frames", "/thread/v1/{thread_id}/messages", "bearer");
  }
}
