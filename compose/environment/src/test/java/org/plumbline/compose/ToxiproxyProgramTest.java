package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Toxiproxy is taken, with stand-ins for the original's program. */
class ToxiproxyProgramTest {
  @TempDir Path folder;

  /** A program of that name that prints a line and ends. */
  private Map<String, String> installed(String line) throws IOException {
    var program = folder.resolve(ToxiproxyProgram.NAME);
    Files.writeString(program, "#!/bin/sh\n[ \"$1\" = -version ] && echo '" + line + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of("PATH", folder.toString());
  }

  @Test
  void shouldTakeTheOriginalWhenItIsOnThePath() throws Exception {
    var program = ToxiproxyProgram.choose(installed("toxiproxy-server version 2.9.0"));

    assertThat(program.original()).contains(folder.resolve("toxiproxy-server"));
    assertThat(program.version()).isEqualTo("2.9.0 of Shopify");
    assertThat(program.check().found()).contains("2.9.0 of Shopify", folder.toString());
  }

  @Test
  void shouldTakeTheOriginalWhenItWasBuiltByHand() throws Exception {
    assertThat(ToxiproxyProgram.choose(installed("toxiproxy-server version git")).version())
        .isEqualTo("git of Shopify");
  }

  @Test
  void shouldTakeOursWhenTheOriginalIsNotThere() throws Exception {
    var program = ToxiproxyProgram.choose(Map.of("PATH", folder.toString()));

    assertThat(program).isEqualTo(new ToxiproxyProgram(Optional.empty(), "2.12.0 of Plumbline"));
    assertThat(program.check().verdict()).isEqualTo(Check.Verdict.OK);
  }

  @Test
  void shouldTakeOursWhenTheSettingForcesIt() throws Exception {
    var variables =
        Map.of(
            "PATH",
            installed("toxiproxy-server version 2.12.0").get("PATH"),
            ToxiproxyProgram.SETTING,
            "embedded");

    assertThat(ToxiproxyProgram.choose(variables).original()).isEmpty();
  }

  @Test
  void shouldFailWhenTheSettingIsUnknown() {
    var failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () -> ToxiproxyProgram.choose(Map.of(ToxiproxyProgram.SETTING, "ours")));

    assertThat(failure.reason()).isEqualTo("PLUMB_TOXIPROXY: ours (expected: auto or embedded)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "toxiproxy-server version 2.1.4",
        "toxiproxy-server version 2.3.0",
        "toxiproxy-server version 1.2.1",
        "something else",
      })
  void shouldFailWithAWayOutWhenTheOriginalCannotServe(String line) throws IOException {
    var variables = installed(line);

    var failure =
        catchThrowableOfType(EnvironmentFailure.class, () -> ToxiproxyProgram.choose(variables));

    assertThat(failure.reason()).contains(folder.toString());
    assertThat(failure.remedy()).contains("PLUMB_TOXIPROXY=embedded");
  }
}
