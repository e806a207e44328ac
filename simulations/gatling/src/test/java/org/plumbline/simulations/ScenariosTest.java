package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|(?: [^|]+ \\|){4}$");

  @Test
  void shouldFindEachScenarioByItsName() {
    assertThat(Scenarios.names()).contains("one_to_one", "push").doesNotHaveDuplicates();
    assertThat(Scenarios.names())
        .allSatisfy(name -> assertThat(Scenarios.byName(name).name()).isEqualTo(name));
  }

  @Test
  void shouldNameTheScenariosWhenNameIsUnknown() {
    assertThatThrownBy(() -> Scenarios.byName("nonsense"))
        .hasMessage(
            "scenario: nonsense (expected: one of " + String.join(", ", Scenarios.names()) + ")");
  }

  /** What it does, its load profile, its pass line and its figures; none but those that exist. */
  @Test
  void shouldDescribeEachScenarioInARowOfTheLoads() throws IOException {
    List<String> described =
        ROW.matcher(Files.readString(loads()))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(Scenarios.names());
  }

  private static Path loads() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("docs/loads.md");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new IllegalStateException("docs/loads.md: in no folder above this one");
  }
}
