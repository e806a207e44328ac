package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documents say of the inputs what the code says. */
class InputSchemaTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void shouldStandInTheDocumentsAsItIs() throws IOException {
    assertThat(Files.readString(DOCS.resolve("capacity.schema.json")))
        .as("docs/capacity.schema.json; write it anew with ./plumb capacity --schema")
        .isEqualTo(InputSchema.text());
    assertThat(Files.readString(DOCS.resolve("capacity.md"))).contains(InputSchema.table());
  }

  @Test
  void shouldNameEveryFormulaInTheDocuments() throws IOException {
    String document = Files.readString(DOCS.resolve("capacity.md"));
    assertThat(CapacityReport.of(Design.preset("s1")).figures())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(document)
                    .as(line.id())
                    .contains("`" + line.id() + "`")
                    .contains(line.id().equals("servers_needed") ? "the largest" : line.formula()));
  }

  @Test
  void shouldAcceptThePresetsAndRefuseWhatNoFieldIs() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(InputSchema.schema());
    for (String preset : Design.PRESETS) {
      String resource = "/org/plumbline/capacity/presets/" + preset + ".yaml";
      try (InputStream stream = InputSchemaTest.class.getResourceAsStream(resource)) {
        assertThat(schema.validate(new YAMLMapper().readTree(stream))).as(preset).isEmpty();
      }
    }
    JsonNode wrong = new YAMLMapper().readTree("{users: 1, colour: blue, retention: [1]}");
    assertThat(schema.validate(wrong).toString()).contains("colour", "message_size", "retention");
  }
}
