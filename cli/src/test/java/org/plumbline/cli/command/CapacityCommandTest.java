package org.plumbline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.estimate.InputSchema;
import org.plumbline.cli.console.Terminal;

/** Designs by {@code plumb capacity}. */
class CapacityCommandTest {
  private static final String DESIGN =
      """
      users: 2 million
      messages_per_user_per_day: 40..60
      message_size: 100 B
      concurrent_share: 0.5
      retention: 1 year
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  @Test
  void shouldPrintFiguresWithFormulasIntervalsAndWhatMattersMost() throws IOException {
    Files.writeString(home.resolve("mine.yaml"), DESIGN);
    assertThat(run("capacity", "mine.yaml")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("40..60", "100 million messages", "1000 samples (seed 1)")
        .contains("messages_per_day = users x messages_per_user_per_day")
        .contains("limit in 100% of the samples", "what matters most");
    String first = out.toString(UTF_8);
    out.reset();
    assertThat(run("capacity", "mine.yaml", "--seed", "2")).isZero();
    assertThat(out.toString(UTF_8)).contains("(seed 2)").isNotEqualTo(first);
  }

  @Test
  void shouldGiveTheDocumentsOrAPresetAsJson() throws IOException {
    assertThat(run("capacity", "--format", "json", "--samples", "100")).isZero();
    JsonNode documents = new ObjectMapper().readTree(out.toString(UTF_8));
    assertThat(documents.get("schema").asText()).isEqualTo("plumbline/capacity/1");
    assertThat(documents.get("reports")).hasSize(5);
    out.reset();
    assertThat(run("capacity", "whatsapp-2014", "--format", "json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString(UTF_8)).at("/reports/0/name").asText())
        .isEqualTo("whatsapp-2014");
  }

  @Test
  void shouldAddTheCostOfAMonth() throws IOException {
    Files.writeString(home.resolve("mine.yaml"), DESIGN);
    Files.writeString(
        home.resolve("prices.yaml"),
        """
        currency: EUR
        chat_server: 300
        store_gb: 0.05
        media_gb: 0.01
        cache_gb: 2
        egress_gb: 0.02
        million_pushes: 0
        """);
    assertThat(run("capacity", "mine.yaml", "--prices", "prices.yaml")).isZero();
    assertThat(out.toString(UTF_8)).contains("cost_total", "EUR/month");
    out.reset();
    assertThat(run("capacity", "mine.yaml")).isZero();
    assertThat(out.toString(UTF_8)).doesNotContain("cost_total");
  }

  @Test
  void shouldTellAllThatIsWrongWithAFile() throws IOException {
    Files.writeString(
        home.resolve("bad.yaml"), DESIGN.replace("100 B", "800 bit").replace("users:", "usres:"));
    assertThat(run("capacity", "bad.yaml")).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("bad.yaml:1: users: missing"))
        .anySatisfy(line -> assertThat(line).contains("bad.yaml:1: usres:", "did you mean users?"))
        .anySatisfy(line -> assertThat(line).contains("bad.yaml:3: message_size: 800 bit"));
    assertThat(out.toString(UTF_8)).isEmpty();
    Files.write(home.resolve("large.yaml"), new byte[10_000_000]);
    assertThat(run("capacity", "large.yaml")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("large.yaml:1: the file: 10000000 B");
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() {
    assertThat(run("capacity", "s1", "--samples", "3")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--samples: 3 (expected: 100 to 100000)");
    assertThat(run("capacity", "s1", "--run", "nowhere")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--run: nowhere (expected: a run folder");
  }

  @Test
  void shouldPrintTheSchema() {
    assertThat(run("capacity", "--schema")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(InputSchema.text());
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false);
    Session session =
        new Session(
            home,
            home,
            terminal,
            Map.of(),
            InstantSource.system(),
            System::nanoTime,
            List.of(arguments));
    return Commands.run(session, arguments);
  }
}
