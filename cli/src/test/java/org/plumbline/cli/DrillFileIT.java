package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments of one's own that need no server of ours. */
class DrillFileIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Launched drill(String name, String program, String... more) throws Exception {
    Files.writeString(folder.resolve("there.txt"), "here");
    Files.writeString(
        folder.resolve("my.yaml"),
        """
        title: A file that is said to be there
        description: Needs nothing but programs
        steady-state-hypothesis:
          title: It is there
          probes:
            - type: probe
              name: file-is-there
              tolerance: 0
              provider: {type: process, path: test, arguments: [-f, there.txt]}
        method:
          - type: action
            name: %s
            provider: {type: process, path: %s, arguments: [there.txt]}
        rollbacks: []
        """
            .formatted(name, program));
    String[] arguments = new String[2 + more.length];
    arguments[0] = "drill";
    arguments[1] = "my.yaml";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Launched.start(folder, arguments);
  }

  @Test
  void shouldRunAForeignExperimentAndLeaveItsJournal() throws Exception {
    try (Launched plumb = drill("look-at-it", "cat")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      assertThat(plumb.err()).contains("action: look-at-it", "hypothesis before: met");
      assertThat(plumb.out())
          .contains("steady state after: met", "method: look-at-it succeeded", "Journal: ");
      Path journal =
          Path.of(
              plumb
                  .out()
                  .lines()
                  .filter(line -> line.startsWith("Journal: "))
                  .findFirst()
                  .orElseThrow()
                  .substring("Journal: ".length()));
      JsonNode json = new ObjectMapper().readTree(Files.readString(journal));
      assertThat(json.path("status").asText()).isEqualTo("completed");
      assertThat(json.at("/run/0/output/stdout").asText()).isEqualTo("here");
    }
  }

  @Test
  void shouldEndWithOneWhenTheSteadyStateDeviates() throws Exception {
    try (Launched plumb = drill("take-it-away", "rm", "--format", "json", "--quiet")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isEqualTo(1);
      JsonNode json = new ObjectMapper().readTree(plumb.out());
      assertThat(json.path("deviated").asBoolean()).isTrue();
      assertThat(json.at("/steady_states/after/steady_state_met").asBoolean()).isFalse();
    }
  }

  @Test
  void shouldTellAllThatIsWrongWithAFileAndRunNothing() throws Exception {
    try (Launched plumb = drill("\"\"", "no-such-program")) {
      assertThat(plumb.exitCode(MINUTE)).isEqualTo(2);
      assertThat(plumb.err())
          .contains(
              "my.yaml",
              "method[0].name: \"\" (expected: a name)",
              "method[0].provider.path: \"no-such-program\"");
      assertThat(plumb.out()).isEmpty();
    }
  }
}
